package io.crossdock.hub.availability;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.StockExpected;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is expected of an item, by who said it: the source, and behind a blank its document where it named one. Of each
 * only the newest holds.
 */
record Expectations(@JsonValue SortedMap<String, Expectation> bySource) {

    static final Expectations NONE = new Expectations(new TreeMap<>());

    /**
     * A source that tells document after document of an item must not make it grow without end. Those that ended count, and
     * are forgotten sooner where there are so many.
     */
    static final int MOST_DOCUMENTS = 200;

    /** As many arrivals as one event may tell. */
    static final int MOST_LINES = 1_000;

    /** The first form of the state that has them. */
    static final int FORM = 2;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Expectations {
        bySource = Collections.unmodifiableSortedMap(bySource);
    }

    void write(StateWriter out) {
        out.map(bySource, expectation -> expectation.write(out));
    }

    static Expectations read(StateReader in) {
        SortedMap<String, Expectation> read = in.map(() -> Expectation.read(in));
        return read.isEmpty() ? NONE : new Expectations(read);
    }

    /**
     * @param now epoch milliseconds
     * @param arrivedAt when the hub had it, epoch milliseconds
     * @param endedKept how long a document is remembered that ended, or of which all has been overdue since; a source that
     *     names none is for ever
     */
    Expectations with(CanonicalEvent event, StockExpected expected, long now, long arrivedAt, Duration endedKept) {
        String source = source(event, expected);
        Expectation arrived = Expectation.of(event, expected, now, arrivedAt);
        Expectation known = bySource.get(source);
        if (known != null && !arrived.isNewerThan(known)) {
            return this;
        }
        SortedMap<String, Expectation> all = new TreeMap<>(bySource);
        all.entrySet().removeIf(each -> isForgettable(each, now - endedKept.toMillis()));
        all.put(source, arrived);
        if (all.size() > MOST_DOCUMENTS) {
            soonestOver(all, source)
                    .filter(other -> isForgettable(other, now + 1))
                    .ifPresent(all.entrySet()::remove);
        }
        return new Expectations(all);
    }

    /** Why this is more than is remembered of one item; empty where it is not. */
    Optional<String> excess() {
        if (bySource.size() > MOST_DOCUMENTS) {
            return Optional.of("more than " + MOST_DOCUMENTS + " documents tell of arrivals of one item");
        }
        long lines = bySource.values().stream()
                .mapToLong(expectation -> expectation.lines().size())
                .sum();
        return lines > MOST_LINES
                ? Optional.of("more than " + MOST_LINES + " arrivals of one item are told")
                : Optional.empty();
    }

    /**
     * What is left where the event was too much: as it was before, but that nothing of what its document had told before
     * counts any more.
     *
     * @param excessive with the event
     */
    Expectations without(Expectations excessive, CanonicalEvent event, StockExpected expected, long now) {
        String source = source(event, expected);
        if (!bySource.containsKey(source)) {
            return this;
        }
        SortedMap<String, Expectation> all = new TreeMap<>(bySource);
        all.put(source, excessive.bySource.get(source).ended(now));
        return new Expectations(all);
    }

    private static String source(CanonicalEvent event, StockExpected expected) {
        return expected.document() == null ? event.source() : event.source() + " " + expected.document();
    }

    private static Optional<Map.Entry<String, Expectation>> soonestOver(
            SortedMap<String, Expectation> all, String butNot) {
        return all.entrySet().stream()
                .filter(each -> !each.getKey().equals(butNot))
                .filter(each -> each.getKey().contains(" ") && each.getValue().overAt() > 0)
                .min(Comparator.comparingLong(each -> each.getValue().overAt()));
    }

    private static boolean isForgettable(Map.Entry<String, Expectation> known, long before) {
        long overAt = known.getValue().overAt();
        return known.getKey().contains(" ") && overAt > 0 && overAt < before;
    }

    /** What arrives when, the soonest first: without what is overdue by now, or of which nobody knows when it comes. */
    List<ExpectedStock> coming(Instant now) {
        SortedMap<Instant, SortedMap<String, BigDecimal>> sums = new TreeMap<>();
        bySource.values().forEach(expectation -> expectation.lines().forEach(line -> {
            if (isComing(line, now)) {
                Effect.add(
                        sums.computeIfAbsent(line.expectedBy(), first -> new TreeMap<>()),
                        line.location().value(),
                        line.quantity());
            }
        }));
        List<ExpectedStock> coming = new ArrayList<>();
        sums.forEach((by, places) ->
                places.forEach((place, sum) -> coming.add(new ExpectedStock(new LocationId(place), sum, by))));
        return coming.size() <= AvailabilityChanged.MOST_EXPECTED
                ? coming
                : coming.subList(0, AvailabilityChanged.MOST_EXPECTED);
    }

    static boolean isComing(ExpectedLine line, Instant now) {
        return line.expectedBy() != null && now.isBefore(ExpectedStock.overdueAt(line.expectedBy()));
    }
}
