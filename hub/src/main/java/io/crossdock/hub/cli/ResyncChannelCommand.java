package io.crossdock.hub.cli;

import io.crossdock.hub.mode.ModeDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a channel told everything again. */
@Command(
        name = "resync",
        description = "Offer everything to a channel again, behind whatever changes meanwhile.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every item that the channel confirmed so far is sent once more, with its newest quantity and price, within the",
            "channel's limit. ./crossdock reconcile reads what the channel shows and repairs only what differs: mostly the",
            "better choice.",
            "Exit status: 0 it is asked for, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class ResyncChannelCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(decision.decide(ModeDecision.resync()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
