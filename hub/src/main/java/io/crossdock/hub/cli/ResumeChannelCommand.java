package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.mode.ModeDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a paused channel go on. */
@Command(
        name = "resume",
        description = "Let a paused channel go on as it stood before.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A channel that observed before it was paused observes again; approve it to have it written to.",
            "Exit status: 0 it stands there, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class ResumeChannelCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(decision.decide(ModeDecision.mode(
                        from -> from.mode() == ChannelMode.PAUSED ? from.last().from() : from.mode())));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
