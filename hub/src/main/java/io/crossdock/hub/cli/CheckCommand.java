package io.crossdock.hub.cli;

import io.crossdock.hub.main.Assembly;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with a configuration, or that nothing is. */
@Command(
        name = "check",
        description = "Check channel files, ERP mapping, capabilities and environment without starting anything.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What it lets through, run starts: it reads the same files, secrets and environment variables, among",
            "them CROSSDOCK_KAFKA_BROKERS, but asks nobody whether they are right.",
            "Exit status: 0 all is right, 2 one line on standard error for each mistake."
        })
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private HubOptions options;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Assembly assembly = options.read();
        spec.commandLine()
                .getOut()
                .println("all right: "
                        + assembly.served().size() + (assembly.served().size() == 1 ? " channel" : " channels")
                        + assembly.erp()
                                .map(erp -> ", ERP " + erp.config().name())
                                .orElse(", no ERP")
                        + moving(assembly.capabilities().size()));
        return 0;
    }

    private static String moving(int capabilities) {
        return switch (capabilities) {
            case 0 -> "";
            case 1 -> ", 1 capability";
            default -> ", " + capabilities + " capabilities";
        };
    }
}
