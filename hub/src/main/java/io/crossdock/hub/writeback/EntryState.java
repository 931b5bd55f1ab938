package io.crossdock.hub.writeback;

import io.crossdock.hub.availability.OrderEdition;
import java.time.Instant;
import java.util.Locale;

/**
 * What became of one order in an ERP so far; nothing about the buyer. Its JSON outlives a release: members may be added.
 *
 * @param seen the newest version that was looked at
 * @param version of the order that was entered last; of a withdrawn one, that was seen
 * @param attempt how often it was entered
 * @param content a digest of what the ERP was told last; empty while nothing was entered
 * @param place where the event stands in Kafka that was entered or rejected last
 * @param at when it came into this phase
 * @param erpNumber the ERP's own number; null until it is booked
 * @param differs whether the order was changed since, and the ERP does not know
 */
public record EntryState(
        Phase phase,
        OrderEdition seen,
        long version,
        int attempt,
        String content,
        String place,
        Instant at,
        String erpNumber,
        boolean differs) {

    /** What an order can have come to. */
    public enum Phase {
        /** It is in the ERP's interface. */
        SENT,
        /** The ERP has told that it booked it. */
        BOOKED,
        /** The ERP, or its interface, does not take it; there is a dead letter. */
        REJECTED,
        /** It was cancelled before it was entered. */
        WITHDRAWN;

        /** As it is shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    EntryState booked(String number, Instant now) {
        Instant since = phase == Phase.BOOKED ? at : now;
        return new EntryState(Phase.BOOKED, seen, version, attempt, content, place, since, number, differs);
    }

    EntryState rejected(Instant now) {
        return new EntryState(Phase.REJECTED, seen, version, attempt, content, place, now, erpNumber, differs);
    }

    /** Another version was looked at, of which the ERP was told nothing. */
    EntryState seen(OrderEdition edition, boolean isOther) {
        return new EntryState(phase, edition, version, attempt, content, place, at, erpNumber, isOther);
    }
}
