package io.crossdock.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Capabilities that move out of the ERP. */
@Command(
        name = "capability",
        description = "List, show or switch capabilities that move out of the ERP.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Kafka is set by environment variables, as for run; CROSSDOCK_KAFKA_BROKERS must be there. Known are the",
            "capabilities of every hub that was ever started with --capabilities. docs/strangler-switch.md tells more.",
            "Exit status: 0 done, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        },
        subcommands = {
            ListCapabilitiesCommand.class,
            ShowCapabilityCommand.class,
            SetCapabilityCommand.class,
            CommandLine.HelpCommand.class
        })
final class CapabilityCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command: list, show or set?");
    }
}
