package io.crossdock.hub.writeback;

import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.spi.Failure;
import java.util.Optional;
import org.apache.camel.Handler;

/** The bean that enters an ERP's orders. */
public final class EntryAction {

    private final OrderInterface target;

    public EntryAction(OrderInterface target) {
        this.target = target;
    }

    /** The name of an ERP's bean. */
    public static String bean(String erp) {
        return "orders." + erp;
    }

    OrderInterface target() {
        return target;
    }

    /** What came of it is the answer: Camel would log an exception, and the ERP's words may be about the buyer. */
    @Handler
    public Outcome enter(OrderEntry entry) {
        try {
            target.enter(entry);
            return new Outcome(entry, Optional.empty());
        } catch (Failure failure) {
            return new Outcome(entry, Optional.of(failure));
        }
    }

    /**
     * What came of an entry.
     *
     * @param failure empty when the ERP has it
     */
    public record Outcome(OrderEntry entry, Optional<Failure> failure) {}
}
