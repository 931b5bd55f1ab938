package io.crossdock.hub.cli;

import static io.crossdock.hub.cli.ExplanationLines.STEP;
import static io.crossdock.hub.cli.ExplanationLines.number;

import io.crossdock.hub.availability.LedgerView.Moved;
import io.crossdock.hub.availability.LedgerView.Taken;
import java.util.function.Consumer;

/** What a document takes from an item: a line of what, and below it until when. */
final class TakenLines {

    private static final String UNTIL = "      until ";

    private TakenLines() {}

    static void each(Taken taken, Consumer<String> out) {
        String document = PlainText.line(taken.document());
        taken.moves().forEach(move -> moved(document, move, out));
        taken.reserved()
                .forEach((pool, pieces) -> out.accept(line(
                        document,
                        "reserved " + number(pieces, null) + " at "
                                + (pool.isEmpty() ? "any location" : pool.replace(",", " or ")),
                        taken.since() == null ? "" : "since " + taken.since())));
        if (taken.until() != null) {
            out.accept(UNTIL + taken.until());
        }
    }

    private static void moved(String document, Moved move, Consumer<String> out) {
        String when = move.source() == null
                ? "at " + move.at()
                : move.source() + ", " + ExplanationLines.arrived(move.at(), move.arrivedAt());
        out.accept(line(document, what(move) + " at " + move.location().value(), when));
        out.accept(UNTIL + move.until());
    }

    private static String what(Moved move) {
        if (!move.isSale()) {
            return "moved " + number(move.quantity(), null);
        }
        boolean isTakenBack = move.quantity().signum() > 0;
        return (isTakenBack ? "took back " : "sold ") + number(move.quantity().abs(), null);
    }

    private static String line(String document, String what, String when) {
        return String.format(STEP, document, what, when).stripTrailing();
    }
}
