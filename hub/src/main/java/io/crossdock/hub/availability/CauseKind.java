package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import java.util.Locale;

/** What an event told that changes availability. Its place is stored, so that others come after the last. */
enum CauseKind {
    ORDER,
    BOOKING,
    SALE,
    ADJUSTMENT,
    COUNT,
    EXPECTED,
    ITEM,
    TIME;

    private static final CauseKind[] ALL = values();

    static CauseKind of(CanonicalData data) {
        if (data instanceof StockCounted) {
            return COUNT;
        }
        if (data instanceof StockMoved moved) {
            return moved.reason() == StockMoved.Reason.ADJUSTED ? ADJUSTMENT : SALE;
        }
        if (data instanceof OrderBooked) {
            return BOOKING;
        }
        return data instanceof OrderState ? ORDER : data instanceof StockExpected ? EXPECTED : ITEM;
    }

    /** Null where none was stored, or one of a later release. */
    static CauseKind stored(int octet) {
        return octet < 1 || octet > ALL.length ? null : ALL[octet - 1];
    }

    /** As it is stored. */
    int octet() {
        return ordinal() + 1;
    }

    /** As the event of the availability says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
