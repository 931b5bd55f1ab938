package io.crossdock.hub.cli;

import io.crossdock.hub.strangler.CapabilityTopic;
import io.crossdock.hub.strangler.Standing;
import io.crossdock.hub.strangler.Standings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One capability and all that was ever done to its switch. */
@Command(
        name = "show",
        description = "Show where a capability stands and who set it, when and why, the oldest change first.",
        mixinStandardHelpOptions = true)
final class ShowCapabilityCommand implements Callable<Integer> {

    @Mixin
    private CapabilityAccess capabilities;

    @Parameters(paramLabel = "NAME", description = "The capability.")
    private String name;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CapabilityTopic topic = capabilities.topicOf(name);
        Standings standings = topic.read();
        CapabilityAccess.requireKnown(name, standings);
        Standing now = standings.of(name);
        List<Standing> history = topic.history(name);
        if (json) {
            Map<String, Object> members = CapabilityLines.members(name, now);
            members.put(
                    "changes",
                    history.stream()
                            .map(change -> CapabilityLines.members(name, change))
                            .toList());
            out.println(CapabilityLines.json(members));
        } else {
            out.println(name + ": " + now.position() + (now.last() == null ? ", as its file says" : ""));
            if (!history.isEmpty()) {
                out.println(CapabilityLines.changesHeader());
            }
            history.forEach(change -> out.println(CapabilityLines.change(change)));
        }
        out.flush();
        return 0;
    }
}
