package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ListingsRule;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.listings.ListingTally;
import io.crossdock.hub.main.ListingCheck;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares what a channel shows with what it confirmed and what is wanted. */
@Command(
        name = "reconcile",
        description = "Read back what a channel shows and have put right what has drifted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reads the channel's listings page by page, within a share of its limit of requests, and compares each with",
            "what the channel confirmed and with what is wanted. What somebody changed there, and what was confirmed but",
            "never shown, is offered anew by the sync of a hub that runs; nothing is written to the channel from here.",
            "A difference counts as drift only when nothing explains it after the grace, such as a sale that is heard of",
            "late. Kafka is set by environment variables as for run; docs/reconcile.md tells more.",
            "Exit status: 0 done, 1 the system or Kafka did not let it end, 2 a wrong command line or configuration."
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Option(names = "--channel", paramLabel = "CHANNEL", required = true, description = "The channel's name.")
    private String channel;

    @Mixin
    private ChannelAccess channels;

    @Option(names = "--dry-run", description = "Only tell what has drifted; nothing is written.")
    private boolean dryRun;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = PlainDuration.class,
            description =
                    "How long a difference must last, such as 30s; the channel file's reconcile.grace by default.")
    private Duration grace;

    @Option(names = "--all", description = "Name all drifts and not only the first " + SHOWN + ".")
    private boolean all;

    @Option(names = "--json", description = "Print the outcome as one line of JSON, with all drifts.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = channels.settings();
        ChannelConfig config = channels.readable(channel);
        ListingsRule rule = config.listingsRule().orElse(ListingsRule.USUAL);
        Duration waits = grace == null ? rule.grace() : grace;
        try (ListingCheck check = ListingCheck.of(settings, config, rule.sharePercent(), waits)) {
            ListingTally tally = check.run(dryRun, this::tell);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(DriftLines.json(channel, dryRun, tally));
            } else {
                DriftLines.text(channel, dryRun, tally, all ? Integer.MAX_VALUE : SHOWN)
                        .forEach(out::println);
            }
            out.flush();
        }
        return 0;
    }

    private void tell(int pages) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("page " + pages);
        err.flush();
    }
}
