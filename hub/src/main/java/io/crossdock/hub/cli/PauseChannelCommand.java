package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.mode.ModeDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops writing to a channel. */
@Command(
        name = "pause",
        description = "Stop writing to a channel; every process follows within a second.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is on its way ends; nothing further is sent until the channel is resumed, restarts or not.",
            "Exit status: 0 it stands there, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class PauseChannelCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(decision.decide(ModeDecision.mode(from -> ChannelMode.PAUSED)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
