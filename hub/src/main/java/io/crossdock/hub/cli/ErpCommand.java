package io.crossdock.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done to an ERP, and what became of what goes into it. */
@Command(
        name = "erp",
        description = "Work on an ERP.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ErpCheckCommand.class, ResyncCommand.class, ErpOrdersCommand.class, CommandLine.HelpCommand.class
        })
final class ErpCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
