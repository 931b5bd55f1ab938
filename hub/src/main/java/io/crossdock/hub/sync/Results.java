package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param failures of each attempt, in the same order; null where it was confirmed or accepted
 * @param tickets of each attempt, in the same order; null where it was not accepted
 * @param at when the answer came
 */
record Results(List<Attempt> attempts, List<Failure> failures, List<Ticket> tickets, Instant at) {

    /** Nothing was only accepted. */
    Results(List<Attempt> attempts, List<Failure> failures, Instant at) {
        this(attempts, failures, Collections.nCopies(attempts.size(), null), at);
    }

    /** Sorts the route's results to their attempts; an item without a result may have been taken or not. */
    static Results of(List<Attempt> attempts, List<OfferResult> results, String system, Instant at) {
        Map<Sku, OfferResult> bySku = new HashMap<>();
        results.forEach(result -> bySku.merge(result.sku(), result, Results::worse));
        List<Failure> failures = new ArrayList<>(attempts.size());
        List<Ticket> tickets = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            Sku sku = attempt.offer().sku();
            OfferResult result = bySku.get(sku);
            tickets.add(result == null ? null : result.ticket().orElse(null));
            failures.add(
                    result == null
                            ? Failure.unavailable(system, "offers", "no result for item " + sku, null)
                            : result.failure().orElse(null));
        }
        return new Results(attempts, failures, tickets, at);
    }

    /** An item that was taken in part was not taken, and one that is worked on in part has no result yet. */
    private static OfferResult worse(OfferResult one, OfferResult other) {
        if (one.failure().isPresent() || other.failure().isPresent()) {
            return one.failure().isPresent() ? one : other;
        }
        return one.ticket().isPresent() ? one : other;
    }

    static Results failed(List<Attempt> attempts, Failure failure, Instant at) {
        return new Results(attempts, attempts.stream().map(attempt -> failure).toList(), at);
    }

    /** What befell the request or the channel rather than one of its items; of several pauses the longest. */
    Optional<Failure> whole() {
        Optional<Failure> ofChannel = ofChannel(failures);
        return ofChannel.isPresent() ? ofChannel : shared();
    }

    /** Whether that failure of an attempt says nothing about its item. */
    boolean isNoItems(Failure failure) {
        return failure.kind() == Failure.Kind.THROTTLED
                || shared().isPresent()
                || (failure.kind() == Failure.Kind.UNAUTHORIZED && isOfSeveral(failure, failures));
    }

    /** The very same failure of all, or one of a kind that concerns the channel. */
    private Optional<Failure> shared() {
        Failure first = failures.get(0);
        if (first == null) {
            return Optional.empty();
        }
        boolean channelWide =
                switch (first.kind()) {
                    case THROTTLED, UNAVAILABLE, UNAUTHORIZED -> true;
                    default -> false;
                };
        boolean shared = failures.stream()
                .allMatch(failure ->
                        failure == first || (channelWide && failure != null && failure.kind() == first.kind()));
        return shared ? Optional.of(first) : Optional.empty();
    }

    /**
     * What no further request could escape: a quota, whoever hit it, with the longest pause that was asked for; or
     * credentials that were refused to several items at once.
     *
     * @param failures nulls are left aside
     */
    static Optional<Failure> ofChannel(List<Failure> failures) {
        Optional<Failure> throttled = failures.stream()
                .filter(failure -> failure != null && failure.kind() == Failure.Kind.THROTTLED)
                .max(Comparator.comparing(failure -> failure.retryAfter().orElse(Duration.ZERO)));
        return throttled.isPresent()
                ? throttled
                : failures.stream()
                        .filter(failure -> failure != null && failure.kind() == Failure.Kind.UNAUTHORIZED)
                        .filter(failure -> isOfSeveral(failure, failures))
                        .findFirst();
    }

    private static boolean isOfSeveral(Failure failure, List<Failure> failures) {
        return failures.stream().filter(other -> other == failure).limit(2).count() == 2;
    }
}
