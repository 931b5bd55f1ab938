package io.crossdock.hub.cli;

import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.spi.Failure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which dead letters a command means; what is given has to fit all together. */
final class LetterSelection {

    @Option(names = "--id", paramLabel = "ID", split = ",", description = "Only these.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "Only those of this channel; erp-<name> for an ERP's.")
    private String channel;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only those of these kinds: ${COMPLETION-CANDIDATES}.")
    private List<Failure.Kind> kinds = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Not older than that: an instant such as 2026-01-02T03:04:05Z, or 30m, 2h, 7d ago.")
    private Moment since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Older than that.")
    private Moment until;

    /** @param more ids that were given without {@code --id} */
    LetterFilter filter(List<String> more) {
        Set<String> all = new LinkedHashSet<>(ids);
        all.addAll(more);
        Set<Failure.Kind> chosen = EnumSet.noneOf(Failure.Kind.class);
        chosen.addAll(kinds);
        return new LetterFilter(all, channel, chosen, Moment.of(since), Moment.of(until));
    }
}
