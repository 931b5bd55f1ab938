package io.crossdock.hub.sync;

import io.crossdock.spi.Failure;
import java.time.Instant;

/** What a failed attempt means for its item: another attempt after a pause, one of its own, or none until something newer is wanted. */
record Retries(Backoff backoff) {

    /**
     * Whether the item is given up until a newer version is wanted.
     *
     * @param whole the request failed as a whole, so that the failure need not be this item's
     * @param batch how many items the request had
     */
    static boolean parks(Failure failure, boolean whole, int batch) {
        return !retries(failure, whole) && !(whole && batch > 1);
    }

    /** The item as it is after the failure. */
    void failed(Item item, Attempt attempt, Failure failure, boolean whole, int batch, Instant now) {
        if (failure.kind() == Failure.Kind.MALFORMED) {
            item.doubt(attempt);
        }
        if (parks(failure, whole, batch)) {
            item.park(attempt);
        } else if (retries(failure, whole)) {
            retry(item, attempt, failure, whole, now);
        } else {
            item.alone = true;
        }
    }

    private static boolean retries(Failure failure, boolean whole) {
        return switch (failure.kind()) {
            case THROTTLED, UNAVAILABLE, STALE -> true;
            case UNAUTHORIZED -> whole;
            case MALFORMED, UNMAPPABLE, REJECTED -> false;
        };
    }

    private void retry(Item item, Attempt attempt, Failure failure, boolean whole, Instant now) {
        switch (failure.kind()) {
            // The whole channel is asked to wait, which the caller sees to; the item is not to blame.
            case THROTTLED, UNAUTHORIZED -> {
                if (!whole) {
                    item.attempts++;
                    item.waitAtLeastUntil(now.plus(failure.retryAfter().orElseGet(() -> backoff.after(item.attempts))));
                }
            }
            default -> {
                item.doubt(attempt);
                item.attempts++;
                item.waitAtLeastUntil(now.plus(backoff.after(item.attempts)));
            }
        }
    }
}
