package io.crossdock.hub.cli;

import java.util.Map;
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
        footer = {
            "",
            "Built on its own when it is first asked for: crossdock bench, which measures the hub against rivals."
        },
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            ChannelCommand.class,
            ExplainCommand.class,
            ReconcileCommand.class,
            CapabilityCommand.class,
            ErpCommand.class,
            ForgetCommand.class,
            KeysCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Crossdock implements Runnable {

    /** Wide enough for the lines of the footers, which are not to be broken twice. */
    private static final int HELP_WIDTH = 110;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** With every command that other modules add; settings are read from the given environment. */
    public static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Crossdock(), new Parts(environment));
        ServiceLoader.load(ExtraCommand.class).forEach(commandLine::addSubcommand);
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(new OneLineErrors(environment));
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** Makes commands as picocli does, and gives the environment to whoever reads it. */
    private record Parts(Map<String, String> environment) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == HubOptions.class) {
                return type.cast(new HubOptions(environment));
            }
            if (type == ChannelFiles.class) {
                return type.cast(new ChannelFiles(environment));
            }
            if (type == ErpOption.class) {
                return type.cast(new ErpOption(environment));
            }
            return type == KafkaAccess.class
                    ? type.cast(new KafkaAccess(environment))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
