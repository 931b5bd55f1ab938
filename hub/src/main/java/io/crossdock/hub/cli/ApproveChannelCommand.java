package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.mode.ModeDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a channel written to. */
@Command(
        name = "approve",
        description = "Have a channel written to that only observes, or let through what its brake holds.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Look at ./crossdock channel diff before. With --braked, the mode stays as it is, and what the brake holds now",
            "is sent.",
            "Exit status: 0 it stands there, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class ApproveChannelCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision;

    @Option(names = "--braked", description = "Let through what the brake holds.")
    private boolean braked;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(
                        braked
                                ? decision.decide(ModeDecision.release())
                                : decision.decide(ModeDecision.mode(from -> ChannelMode.LIVE)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
