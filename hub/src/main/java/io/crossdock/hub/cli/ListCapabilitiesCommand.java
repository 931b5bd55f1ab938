package io.crossdock.hub.cli;

import io.crossdock.hub.strangler.CapabilityTopic;
import io.crossdock.hub.strangler.Standings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All capabilities and who answers for them. */
@Command(name = "list", description = "List capabilities and who answers for them.", mixinStandardHelpOptions = true)
final class ListCapabilitiesCommand implements Callable<Integer> {

    @Mixin
    private CapabilityAccess capabilities;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Standings standings = capabilities.topic().map(CapabilityTopic::read).orElseGet(Standings::new);
        if (!json) {
            out.println(CapabilityLines.header());
        }
        for (String name : standings.names()) {
            out.println(
                    json
                            ? CapabilityLines.json(CapabilityLines.members(name, standings.of(name)))
                            : CapabilityLines.row(name, standings.of(name)));
        }
        out.flush();
        return 0;
    }
}
