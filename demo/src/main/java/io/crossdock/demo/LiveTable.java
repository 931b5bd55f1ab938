package io.crossdock.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The channels as a table: redrawn in place on a terminal, as plain lines now and then otherwise. */
final class LiveTable {

    private static final String LINE = "%-13s %8s %8s %10s %8s %8s %6s  %s";
    private static final int PLAIN_EVERY = 20;

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;
    private int calls;

    /** @param terminal whether the output understands cursor movements */
    LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** One channel as it is now. */
    record Row(String channel, Tally tally, String state) {}

    /** Shows the rows, if it is time to. */
    void show(List<Row> rows) {
        if (terminal) {
            draw(rows);
        } else if (calls++ % PLAIN_EVERY == 0) {
            print(rows);
        }
    }

    /** Shows the rows for the last time. */
    void last(List<Row> rows) {
        if (terminal) {
            draw(rows);
        } else {
            print(rows);
        }
        drawn = 0;
    }

    private void draw(List<Row> rows) {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A");
        }
        print(rows);
        drawn = rows.size() + 1;
    }

    private void print(List<Row> rows) {
        String clear = terminal ? "\u001b[K" : "";
        line(clear, "channel", "in", "events", "offers out", "lag p50", "lag p99", "dead", "state");
        for (Row row : rows) {
            Tally tally = row.tally();
            line(
                    clear,
                    row.channel(),
                    tally.records(),
                    tally.events(),
                    tally.offers(),
                    millis(tally.lagMillis(50)),
                    millis(tally.lagMillis(99)),
                    tally.deadLetters(),
                    row.state());
        }
        out.flush();
    }

    private void line(String clear, Object... cells) {
        out.println(String.format(Locale.ROOT, LINE, cells) + clear);
    }

    private static String millis(long value) {
        return value < 0 ? "-" : value + " ms";
    }
}
