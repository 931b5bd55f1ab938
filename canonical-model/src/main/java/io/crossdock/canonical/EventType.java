package io.crossdock.canonical;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CloudEvents {@code type} of each event; a breaking change is a new type beside the old one (docs/adr/0005). */
public enum EventType {
    ORDER_PLACED("crossdock.order.placed.v1", OrderPlaced.class),
    ORDER_CHANGED("crossdock.order.changed.v1", OrderChanged.class),
    ORDER_CANCELLED("crossdock.order.cancelled.v1", OrderCancelled.class),
    ORDER_BOOKED("crossdock.order.booked.v1", OrderBooked.class),
    ORDER_SHIPPED("crossdock.order.shipped.v1", OrderShipped.class),
    STOCK_COUNTED("crossdock.stock.counted.v1", StockCounted.class),
    STOCK_MOVED("crossdock.stock.moved.v1", StockMoved.class),
    STOCK_EXPECTED("crossdock.stock.expected.v1", StockExpected.class),
    PRICE_CHANGED("crossdock.price.changed.v1", PriceChanged.class),
    ITEM_DESCRIBED("crossdock.item.described.v1", ItemDescribed.class),
    SHIPMENT_TRACKED("crossdock.shipment.tracked.v1", ShipmentTracked.class),
    RETURN_REQUESTED("crossdock.return.requested.v1", ReturnRequested.class),
    RETURN_RECEIVED("crossdock.return.received.v1", ReturnReceived.class),
    AVAILABILITY_CHANGED("crossdock.availability.changed.v1", AvailabilityChanged.class),
    RECEIPT_ISSUED("crossdock.receipt.issued.v1", ReceiptIssued.class),
    PRICE_RELEASED("crossdock.price.released.v1", PriceReleased.class),
    CHANNEL_RECONCILED("crossdock.channel.reconciled.v1", ChannelReconciled.class),
    LISTINGS_RECONCILED("crossdock.listings.reconciled.v1", ListingsReconciled.class),
    SERVICE_LEVEL_BREACHED("crossdock.servicelevel.breached.v1", ServiceLevelBreached.class),
    SERVICE_LEVEL_RESTORED("crossdock.servicelevel.restored.v1", ServiceLevelRestored.class),
    CHANNEL_MODE_SET("crossdock.mode.set.v1", ChannelModeSet.class),
    CAPABILITY_DIFFERED("crossdock.capability.differed.v1", CapabilityDiffered.class),
    CAPABILITY_SWITCHED("crossdock.capability.switched.v1", CapabilitySwitched.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::value, Function.identity()));
    private static final Map<Class<? extends CanonicalData>, EventType> BY_DATA =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::data, Function.identity()));

    private final String value;
    private final Class<? extends CanonicalData> data;

    EventType(String value, Class<? extends CanonicalData> data) {
        this.value = value;
        this.data = data;
    }

    /** As it stands in the envelope, such as {@code crossdock.order.placed.v1}. */
    public String value() {
        return value;
    }

    /** The record that holds the data. */
    public Class<? extends CanonicalData> data() {
        return data;
    }

    public static Optional<EventType> named(String value) {
        return Optional.ofNullable(BY_NAME.get(value));
    }

    public static EventType of(CanonicalData data) {
        return BY_DATA.get(data.getClass());
    }
}
