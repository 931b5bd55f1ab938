package io.crossdock.world;

import io.crossdock.hub.cli.ExtraCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code crossdock simulate}: its subcommands are what can be simulated. */
@Command(
        name = "simulate",
        description = "Play what would take days or buyers, with the hub's own code and a clock that jumps.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        subcommands = FlashSaleCommand.class)
public final class SimulateCommand implements ExtraCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Simulate what?");
    }
}
