package io.crossdock.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done to one channel at a time. */
@Command(
        name = "channel",
        description = "Work on one channel.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListChannelsCommand.class,
            DiffChannelCommand.class,
            ApproveChannelCommand.class,
            PauseChannelCommand.class,
            ResumeChannelCommand.class,
            ResyncChannelCommand.class,
            BackfillCommand.class,
            HeldPricesCommand.class,
            ListingsCommand.class,
            ReleasePricesCommand.class,
            CommandLine.HelpCommand.class
        })
final class ChannelCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
