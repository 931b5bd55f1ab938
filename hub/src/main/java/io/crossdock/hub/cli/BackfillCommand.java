package io.crossdock.hub.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.main.Backfill;
import io.crossdock.hub.reconcile.Scope;
import io.crossdock.hub.reconcile.Tally;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings in the orders of a span of time that a channel's journal lacks. */
@Command(
        name = "backfill",
        description = "Take in the orders that a channel's system lists and its journal lacks.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For a channel that is connected for the first time: asks its system for the orders that changed since",
            "then, compares them with the channel's journal and journals what is missing, as a webhook would have",
            "been; a hub that runs translates it at once. What is known is not journaled again, so that it may be",
            "stopped and repeated at any time. Choose a time before the oldest order that is still open.",
            "Orders that are delivered, cancelled or sold at a till, and that nobody ever told of, are left alone:",
            "the ERP's levels have them already. After a time in which nobody listened, --all takes them, too.",
            "Kafka is set by environment variables as for run; docs/lost-webhooks.md tells more.",
            "Exit status: 0 done, 1 the system or Kafka did not let it end, 2 a wrong command line or configuration."
        })
final class BackfillCommand implements Callable<Integer> {

    /** Systems do not list what has only just changed. */
    private static final Duration LEAST_AGE = Duration.ofMinutes(2);

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Mixin
    private ChannelAccess channels;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            required = true,
            converter = Moment.Converter.class,
            description =
                    "Orders last changed from then on: 2026-11-01 (in UTC), 2026-11-01T08:00:00+01:00, or 30d ago.")
    private Moment since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Orders last changed up to then; two minutes ago by default, and at the latest.")
    private Moment until;

    @Option(names = "--all", description = "Take what is finished, too; for a channel that was deaf for a while.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only tell what is missing; nothing is written.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as one line of JSON.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant latest = Instant.now().minus(LEAST_AGE);
        Instant from = since.instant();
        Instant asked = Moment.of(until);
        Instant end = asked == null || asked.isAfter(latest) ? latest : asked;
        if (!from.isBefore(end)) {
            throw wrong("--since", from + " is not before " + end, "an earlier time");
        }
        ChannelConfig config = channels.named(channel);
        if (config.orders().isEmpty()) {
            String system = config.channel().system();
            throw wrong("CHANNEL", "system '" + system + "' of '" + channel + "' lists no orders", "");
        }
        try (Backfill backfill = Backfill.of(channels.settings(), config)) {
            Tally tally = backfill.run(from, end, all ? Scope.ALL : Scope.OPEN, dryRun, this::tell);
            conclude(tally);
            return tally.tooLarge() == null ? 0 : 1;
        }
    }

    private static ConfigurationException wrong(String what, String why, String allowed) {
        return new ConfigurationException(List.of(new Problem("command line", what, why, allowed)));
    }

    private void tell(Tally tally) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "page " + tally.pages() + ": " + tally.listed() + " orders so far, " + tally.missing() + " missing");
        err.flush();
    }

    private void conclude(Tally tally) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? asJson(tally) : asText(tally));
        out.flush();
        if (tally.tooLarge() != null) {
            spec.commandLine()
                    .getErr()
                    .println("crossdock: order " + tally.tooLarge() + " is too large for the journal and was left out");
            spec.commandLine().getErr().flush();
        }
    }

    private String asText(Tally tally) {
        String missing = tally.missing() == 0
                ? "none was missing"
                : tally.missing() + " missing, " + (dryRun ? "nothing is written" : "now in the journal");
        String finished = tally.finished() == 0 ? "" : "; " + tally.finished() + " finished ones left alone";
        return channel + ": " + tally.listed() + " orders changed from " + tally.from() + " to " + tally.until() + ", "
                + missing + finished;
    }

    private String asJson(Tally tally) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.put("channel", channel);
        said.put("from", tally.from().toString());
        said.put("until", tally.until().toString());
        said.put("pages", tally.pages());
        said.put("listed", tally.listed());
        said.put("missing", tally.missing());
        said.put("finished", tally.finished());
        said.put("dryRun", dryRun);
        tally.orders().forEach(said.withArray("orders")::add);
        return said.toString();
    }
}
