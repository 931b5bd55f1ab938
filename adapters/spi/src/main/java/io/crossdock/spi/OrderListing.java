package io.crossdock.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lists a system's orders that changed in a span of time, page by page, so that what its notifications did not bring is
 * found. Implementations have a public constructor without parameters and are shared by threads.
 */
public interface OrderListing {

    /**
     * @return the next page: whole orders in whatever state they are in now. An order that changes meanwhile may be left
     *     out, since its change lies behind the span; one may be there twice
     * @throws Failure as {@link Api} or the adapter says
     */
    Page list(Span span, Channel channel, Api api);

    /**
     * What is asked for.
     *
     * @param from orders last changed at or after it
     * @param until orders last changed at or before it; at least two minutes ago, which is the least that some systems ask
     * @param page what the page before named as {@link Page#next}; empty for the first
     */
    record Span(Instant from, Instant until, Optional<String> page) {

        /** The same span from that page on. */
        public Span at(Optional<String> next) {
            return new Span(from, until, next);
        }
    }

    /** @param next where the listing goes on; empty on the last page */
    record Page(List<Listed> orders, Optional<String> next) {

        public Page {
            orders = List.copyOf(orders);
        }
    }

    /**
     * One order, ready to be journaled.
     *
     * @param ownId the system's own id of it; the record's key, as that of its notifications
     * @param version tells this state of the order from others, in the system's own words; with {@code ownId} the record's
     *     id
     * @param kind one that the system's {@link Translation} reads
     * @param isOpen whether something of it is still to be done, as far as the system says: neither delivered nor
     *     cancelled
     * @param body JSON, the order in it as it came
     */
    record Listed(String ownId, String version, String kind, boolean isOpen, byte[] body) {

        /** The id of its inbound record. */
        public String id() {
            return ownId + "@" + version;
        }

        /** Names the order without its body. */
        @Override
        public String toString() {
            return "Listed[" + id() + ", " + body.length + " bytes]";
        }
    }
}
