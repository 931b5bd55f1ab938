package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.hub.mode.ModeStandings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All channels and whether they are written to. */
@Command(name = "list", description = "List channels and whether they are written to.", mixinStandardHelpOptions = true)
final class ListChannelsCommand implements Callable<Integer> {

    @Mixin
    private ChannelAccess channels;

    @Mixin
    private KafkaAccess kafka;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModeStandings standings = kafka.topicNames().contains(kafka.topics().channelModes())
                ? DecisionOptions.topic(kafka).read()
                : new ModeStandings();
        if (!json) {
            out.println(ModeLines.header());
        }
        for (ChannelConfig channel : channels.all()) {
            String name = channel.id().value();
            ModeStanding standing = standings.of(channel.id()).orElse(ModeStanding.start(ModeLines.start(channel)));
            out.println(json ? ModeLines.json(name, standing, null) : ModeLines.row(name, standing));
        }
        out.flush();
        return 0;
    }
}
