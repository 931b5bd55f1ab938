package io.crossdock.hub.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./crossdock}: its subcommands are those found on the class path. */
@Command(
        name = "crossdock",
        description = "An integration hub for retail and logistics.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, CheckCommand.class, CommandLine.HelpCommand.class})
public final class Crossdock implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** With every command that other modules add. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Crossdock());
        ServiceLoader.load(ExtraCommand.class).forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler(new OneLineErrors());
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
