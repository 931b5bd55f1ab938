package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.BrakeRule;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.explain.Explainer;
import io.crossdock.hub.explain.Explanation;
import io.crossdock.hub.explain.Hindrances;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a channel shows what it shows of an item. */
@Command(
        name = "explain",
        description =
                "Tell why channels show what they show of an item: the whole arithmetic, from the ERP's levels on.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It reads what stands in Kafka, whether a hub runs or not, and writes nothing. Orders are named by their",
            "ids; nothing of a buyer is shown. docs/explain.md tells how to read it.",
            "Exit status: 0, 1 Kafka does not answer, 2 a wrong command line or configuration, 3 nobody knows the item."
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SKU", description = "The item.")
    private String sku;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "One channel alone; all of them by default.")
    private String channel;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Mixin
    private ChannelAccess channels;

    @Mixin
    private KafkaAccess kafka;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Collection<ChannelConfig> asked = channel == null ? channels.all() : List.of(channels.named(channel));
        Explainer explainer = new Explainer(
                channels.clients(),
                channels.settings().topics(),
                asked.stream().map(channels::sync).toList());
        ReadingProgress progress = new ReadingProgress(spec.commandLine().getErr());
        Sku item = new Sku(sku);
        Explanation found = explainer.explain(List.of(item), progress).get(item);
        if (found == null) {
            tellUnknown(explainer, progress);
            return DeadLettersCommand.NOT_ALL;
        }
        found = hindrances(asked).in(found);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.write(found), StandardCharsets.UTF_8));
        } else {
            new ExplanationLines(found).each(out::println);
        }
        out.flush();
        return 0;
    }

    /** What people decided about channels, by their files where nobody decided anything, and what their brakes hold. */
    private Hindrances hindrances(Collection<ChannelConfig> asked) {
        ChannelStandings told = ChannelStandings.read(kafka, kafka.topicNames());
        Map<ChannelId, ModeStanding> modes = new HashMap<>();
        for (ChannelConfig config : asked) {
            modes.put(
                    config.id(),
                    told.modes().of(config.id()).orElseGet(() -> ModeStanding.start(ModeLines.start(config))));
        }
        Map<ChannelId, BrakeRule> brakes = new HashMap<>();
        asked.forEach(config -> config.brake().ifPresent(rule -> brakes.put(config.id(), rule)));
        return new Hindrances(modes, told.syncs(), brakes);
    }

    private void tellUnknown(Explainer explainer, ReadingProgress progress) {
        Nearest.Search search = new Nearest.Search(sku);
        explainer.eachSku(search, progress);
        List<String> near = search.found().stream()
                .map(name -> "'" + PlainText.line(name) + "'")
                .toList();
        PrintWriter err = spec.commandLine().getErr();
        err.println("crossdock: nobody has counted, priced or described an item '" + PlainText.line(sku) + "'"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
        err.flush();
    }
}
