package io.crossdock.hub.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.events.Recency;
import io.crossdock.spi.Offer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** An acceptance as a receipt keeps it, so that whoever owns the channel next goes on asking. */
final class AcceptanceText {

    private AcceptanceText() {}

    static ReceiptIssued.AcceptedOffer event(Acceptance acceptance) {
        Wanted<Long, Long> quantity = acceptance.attempt().quantity();
        Wanted<Money, Recency> price = acceptance.attempt().price();
        return new ReceiptIssued.AcceptedOffer(
                acceptance.ticket(),
                acceptance.at(),
                acceptance.until(),
                acceptance.isOvertakable(),
                quantity == null
                        ? null
                        : new ReceiptIssued.AcceptedQuantity(
                                BigDecimal.valueOf(quantity.value()),
                                quantity.version(),
                                quantity.committedAt(),
                                Receipt.told(quantity.held())),
                price == null
                        ? null
                        : new ReceiptIssued.AcceptedPrice(
                                price.value(), price.version().sequence().value(), price.committedAt()));
    }

    /** It is asked about at once: its own pauses are forgotten. */
    static Acceptance read(int partition, ReceiptIssued event) {
        var accepted = event.accepted();
        Wanted<Long, Long> quantity = accepted.quantity() == null
                ? null
                : new Wanted<>(
                        accepted.quantity().value().longValue(),
                        accepted.quantity().version(),
                        accepted.quantity().committedAt(),
                        null,
                        Receipt.held(accepted.quantity().heldBack()));
        Wanted<Money, Recency> price = accepted.price() == null
                ? null
                : new Wanted<>(
                        accepted.price().value(),
                        Recency.of(new Sequence(accepted.price().version())),
                        accepted.price().committedAt(),
                        null);
        Offer offer = new Offer(
                event.sku(),
                quantity == null ? null : quantity.value(),
                null,
                price == null ? null : price.value(),
                CanonicalEvent.idOf(
                        "/channels/" + event.channel(),
                        EventType.RECEIPT_ISSUED,
                        event.sku() + "\n" + accepted.ticket() + "\n" + accepted.acceptedAt()));
        return new Acceptance(
                new Attempt(partition, offer, quantity, price, wrongSince(event)),
                accepted.ticket(),
                accepted.acceptedAt(),
                accepted.until(),
                Duration.ZERO,
                accepted.overtakable());
    }

    private static Instant wrongSince(ReceiptIssued event) {
        boolean isShown = event.quantity() != null || event.price() != null;
        Instant quantity = event.accepted().quantity() == null
                ? null
                : event.accepted().quantity().committedAt();
        Instant price = event.accepted().price() == null
                ? null
                : event.accepted().price().committedAt();
        Instant first = price == null || (quantity != null && quantity.isBefore(price)) ? quantity : price;
        return isShown ? first : null;
    }
}
