package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockExpected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a source, or one document of it, said last of an item's arrivals.
 *
 * @param revision of the translation: of two with one sequence the higher revision is true
 * @param lines without those of no pieces
 * @param endedAt epoch milliseconds since when there are no lines; 0 while there are
 * @param origin who told it; null where an earlier release stored it
 */
record Expectation(Sequence sequence, int revision, List<ExpectedLine> lines, long endedAt, Origin origin) {

    Expectation {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    void write(StateWriter out) {
        out.sequence(sequence).number(revision).number(endedAt);
        Origin.write(origin, out);
        out.list(lines, Expectation::write);
    }

    private static void write(ExpectedLine line, StateWriter out) {
        out.text(line.location().value())
                .pieces(line.quantity())
                .time(line.expectedBy())
                .text(line.reference() == null ? "" : line.reference());
    }

    static Expectation read(StateReader in) {
        Sequence sequence = in.sequence();
        int revision = in.integer();
        long endedAt = in.number();
        Origin origin = Origin.read(in);
        return new Expectation(sequence, revision, in.list(Expectation::line), endedAt, origin);
    }

    private static ExpectedLine line(StateReader in) {
        LocationId location = new LocationId(in.text());
        BigDecimal quantity = in.pieces();
        Instant expectedBy = in.time();
        String reference = in.text();
        return new ExpectedLine(location, quantity, expectedBy, reference.isEmpty() ? null : reference);
    }

    /**
     * @param now epoch milliseconds
     * @param arrivedAt when the hub had it, epoch milliseconds
     */
    static Expectation of(CanonicalEvent event, StockExpected expected, long now, long arrivedAt) {
        List<ExpectedLine> lines = expected.lines().stream()
                .filter(line -> line.quantity().signum() > 0)
                .map(line -> new ExpectedLine(
                        line.location(), Pieces.of(line.quantity()), line.expectedBy(), line.reference()))
                .toList();
        return new Expectation(
                event.sequence(),
                event.translationRevision(),
                lines,
                lines.isEmpty() ? now : 0,
                Origin.of(event, arrivedAt));
    }

    /** Since when nobody waits for any of it, epoch milliseconds: its end, or that all is overdue; 0 for never. */
    long overAt() {
        if (endedAt > 0 || lines.stream().anyMatch(line -> line.expectedBy() == null)) {
            return endedAt;
        }
        return lines.stream()
                .mapToLong(line -> ExpectedStock.overdueAt(line.expectedBy()).toEpochMilli())
                .max()
                .orElse(0);
    }

    /** Without lines from now on. */
    Expectation ended(long now) {
        return new Expectation(sequence, revision, List.of(), now, origin);
    }

    boolean isNewerThan(Expectation other) {
        int order = sequence.compareTo(other.sequence);
        return order != 0 ? order > 0 : revision > other.revision;
    }
}
