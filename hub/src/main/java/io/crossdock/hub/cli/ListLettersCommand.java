package io.crossdock.hub.cli;

import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.hub.letters.LetterState;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dead letters, the newest last; they are read through and never held all at once. */
@Command(
        name = "list",
        description = "List dead letters, the newest last: those that nobody has replayed or dropped yet.",
        mixinStandardHelpOptions = true,
        footer = {"", "Nothing of the letters' bodies is shown. Exit status: 0 also where there are none."})
final class ListLettersCommand implements Callable<Integer> {

    private static final int MOST = 10_000;
    private static final int USUAL = 50;
    private static final Comparator<Found> BY_TIME =
            Comparator.comparing(found -> found.letter().time());

    @Mixin
    private KafkaAccess kafka;

    @Mixin
    private LetterSelection selection;

    @Option(names = "--all", description = "Also those that were replayed or dropped.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the newest N, 1 to " + MOST + "; " + USUAL + " by default, with --json all.")
    private Integer limit;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--limit: 1 to " + MOST);
        }
        PrintWriter out = spec.commandLine().getOut();
        LetterFilter filter = selection.filter(List.of());
        Letters letters = new Letters(kafka.clients(), kafka.topics());
        if (json && limit == null) {
            letters.each(filter, found -> {
                if (isWanted(found)) {
                    out.println(LetterLines.json(found.letter(), found.state()));
                }
            });
        } else {
            newest(letters, filter, out);
        }
        out.flush();
        return 0;
    }

    private void newest(Letters letters, LetterFilter filter, PrintWriter out) {
        int most = limit == null ? USUAL : limit;
        PriorityQueue<Found> newest = new PriorityQueue<>(BY_TIME);
        long[] count = new long[1];
        letters.each(filter, found -> {
            if (isWanted(found)) {
                count[0]++;
                newest.add(new Found(found.letter().head(), found.state(), found.end()));
                if (newest.size() > most) {
                    newest.remove();
                }
            }
        });
        List<Found> sorted = new ArrayList<>(newest);
        sorted.sort(BY_TIME);
        if (json) {
            sorted.forEach(found -> out.println(LetterLines.json(found.letter(), found.state())));
            return;
        }
        if (!sorted.isEmpty()) {
            out.println(LetterLines.header());
        }
        Instant now = Instant.now();
        sorted.forEach(found -> out.println(LetterLines.row(found.letter(), found.state(), now)));
        String what = (all ? "" : "open ") + "dead letter" + (count[0] == 1 ? "" : "s");
        out.println(
                count[0] > sorted.size()
                        ? "the newest " + sorted.size() + " of " + count[0] + " " + what
                        : (count[0] == 0 ? "no" : Long.toString(count[0])) + " " + what);
    }

    private boolean isWanted(Found found) {
        return all || found.state() == LetterState.OPEN;
    }
}
