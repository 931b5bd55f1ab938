package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param failures of each attempt, in the same order; null where it was confirmed
 * @param at when the answer came
 */
record Results(List<Attempt> attempts, List<Failure> failures, Instant at) {

    /** Sorts the route's results to their attempts; an item without a result may have been taken or not. */
    static Results of(List<Attempt> attempts, List<OfferResult> results, String system, Instant at) {
        Map<Sku, OfferResult> bySku = new HashMap<>();
        results.forEach(result -> bySku.put(result.sku(), result));
        List<Failure> failures = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            Sku sku = attempt.offer().sku();
            OfferResult result = bySku.get(sku);
            failures.add(
                    result == null
                            ? Failure.unavailable(system, "offers", "no result for item " + sku, null)
                            : result.failure().orElse(null));
        }
        return new Results(attempts, failures, at);
    }

    static Results failed(List<Attempt> attempts, Failure failure, Instant at) {
        return new Results(attempts, attempts.stream().map(attempt -> failure).toList(), at);
    }

    /**
     * What befell the request rather than one of its items: the very same failure of all, or one of a kind that concerns
     * the channel.
     */
    Optional<Failure> whole() {
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
}
