package io.crossdock.hub.cli;

import io.crossdock.hub.budget.BudgetView;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All channels, whether they are written to, how late they hear, and how the budgets of their accounts are shared out. */
@Command(
        name = "list",
        description = {
            "List channels, whether they are written to, how late they hear of changes, and how running hubs share the",
            "limits of their accounts."
        },
        mixinStandardHelpOptions = true)
final class ListChannelsCommand implements Callable<Integer> {

    @Mixin
    private ChannelAccess channels;

    @Mixin
    private KafkaAccess kafka;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Set<String> there = kafka.topicNames();
        ChannelStandings told = ChannelStandings.read(kafka, there);
        Instant now = Instant.now();
        Map<String, BudgetView> budgets = there.contains(kafka.topics().budgets())
                ? BudgetView.read(kafka.clients(), kafka.topics(), now)
                : Map.of();
        if (!json) {
            out.println(ModeLines.header());
        }
        for (ChannelConfig channel : channels.all()) {
            String name = channel.id().value();
            ModeStanding standing = told.modes().of(channel.id()).orElse(ModeStanding.start(ModeLines.start(channel)));
            ChannelStanding sync = told.syncs().get(channel.id());
            MeasuredLag lag = sync == null ? null : sync.lag();
            out.println(
                    json
                            ? ModeLines.json(name, standing, null, lag, budgets.get(channel.account()))
                            : ModeLines.row(name, standing, lag, now));
        }
        if (!json) {
            tell(budgets, out);
        }
        out.flush();
        return 0;
    }

    private void tell(Map<String, BudgetView> budgets, PrintWriter out) {
        List<BudgetView> shared = channels.all().stream()
                .map(ChannelConfig::account)
                .distinct()
                .map(budgets::get)
                .filter(Objects::nonNull)
                .toList();
        if (!shared.isEmpty()) {
            out.println();
            out.println(BudgetLines.header());
            shared.forEach(budget -> out.println(BudgetLines.row(budget)));
        }
    }
}
