package io.crossdock.canonical;

/** The data of a canonical event: an immutable record in the past tense, with its constraints on it. */
public sealed interface CanonicalData
        permits AvailabilityChanged,
                CapabilityDiffered,
                CapabilitySwitched,
                ChannelModeSet,
                ChannelReconciled,
                ItemDescribed,
                ListingsReconciled,
                OrderBooked,
                OrderCancelled,
                OrderChanged,
                OrderPlaced,
                OrderShipped,
                PriceChanged,
                PriceReleased,
                ReceiptIssued,
                ReturnReceived,
                ReturnRequested,
                ServiceLevelBreached,
                ServiceLevelRestored,
                ShipmentTracked,
                StockCounted,
                StockExpected,
                StockMoved {

    /** What it is about; the CloudEvents {@code subject} and the key of its topic, so that one subject keeps its order. */
    String subject();
}
