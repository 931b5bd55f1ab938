package io.crossdock.hub.cli;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.explain.Explainer;
import io.crossdock.spi.Listings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a channel's table of listings and the items that there are do not fit each other. */
@Command(
        name = "listings",
        description = "Tell which items a channel's table of listings lacks, and which of its rows are for no item.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "An item is known that was counted, priced or described. One line each: missing SKU, or unknown SKU.",
            "Exit status: 0 all fit, 3 some do not, 2 the channel has no table, or another mistake."
        })
final class ListingsCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Mixin
    private ChannelAccess channels;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ChannelConfig config = channels.named(channel);
        Listings listings = config.channel().listings();
        if (!listings.areOwn()) {
            throw CapabilityAccess.mistake(
                    "CHANNEL", "'" + channel + "' has our SKUs", "a channel whose file names a table of listings");
        }
        Explainer explainer =
                new Explainer(channels.clients(), channels.settings().topics(), List.of());
        Set<String> missing = new TreeSet<>();
        Set<Sku> unknown = new TreeSet<>(listings.bySku().keySet());
        explainer.eachSku(
                name -> {
                    Sku sku = new Sku(name);
                    unknown.remove(sku);
                    if (listings.listingOf(sku).isEmpty()) {
                        missing.add(name);
                    }
                },
                new ReadingProgress(spec.commandLine().getErr()));
        PrintWriter out = spec.commandLine().getOut();
        missing.forEach(sku -> out.println("missing " + PlainText.line(sku)));
        unknown.forEach(sku -> out.println("unknown " + PlainText.line(sku.value())));
        out.flush();
        return missing.isEmpty() && unknown.isEmpty() ? 0 : DeadLettersCommand.NOT_ALL;
    }
}
