package io.crossdock.hub.writeback;

import io.crossdock.hub.availability.OrderEdition;
import io.crossdock.hub.writeback.EntryState.Phase;

/** What is to be done about an order's event, by what is known of the order. */
enum EntryStep {
    /** Something newer is known, or the same. */
    NOTHING,
    /** Only remember that this version was seen: it makes no difference to the ERP. */
    NOTE,
    /** Enter it. */
    ENTER,
    /** Tell a person: the ERP has another version, and its interface takes no changes. */
    REFUSE;

    /**
     * @param known null of an order that was never looked at
     * @param isRetry whether somebody replays what was rejected or refused
     * @param isWanted whether any pieces are
     * @param content a digest of what the ERP would be told
     */
    static EntryStep of(
            EntryState known,
            OrderEdition arrived,
            boolean isRetry,
            boolean isWanted,
            String content,
            boolean takesChanges) {
        if (known == null) {
            return isWanted ? ENTER : NOTE;
        }
        int order = arrived.compareTo(known.seen());
        boolean isSame = content.equals(known.content());
        // What somebody replays may have been followed by versions that say nothing else.
        boolean isNews = order > 0 || isRetry && (order == 0 || isSame);
        if (!isNews) {
            return NOTHING;
        }
        if (known.phase() == Phase.REJECTED || known.phase() == Phase.WITHDRAWN) {
            // A version that says nothing else would be rejected like the one before, unless somebody mended the ERP.
            return isWanted && (isRetry || !isSame) ? ENTER : NOTE;
        }
        if (isSame) {
            return NOTE;
        }
        return takesChanges ? ENTER : REFUSE;
    }
}
