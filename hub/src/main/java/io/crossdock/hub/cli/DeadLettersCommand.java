package io.crossdock.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What could not be handled: to look at, to replay, to drop. */
@Command(
        name = "dead-letters",
        description = "List, show, replay or drop what could not be handled.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Kafka is set by environment variables, as for run; CROSSDOCK_KAFKA_BROKERS must be there.",
            "docs/dead-letters.md tells what to do when.",
            "Exit status: 0 all was done, 3 not all of it, standard error says what and why; 1 Kafka does not",
            "answer or something else went wrong, 2 the command line or the configuration is wrong."
        },
        subcommands = {
            ListLettersCommand.class,
            ShowLetterCommand.class,
            ReplayLettersCommand.class,
            DropLettersCommand.class,
            CommandLine.HelpCommand.class
        })
final class DeadLettersCommand implements Runnable {

    /** Something that was asked for was not found or could not be done. */
    static final int NOT_ALL = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command: list, show, replay or drop?");
    }
}
