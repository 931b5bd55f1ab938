package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ListingsRule;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.listings.ListingDifference;
import io.crossdock.hub.main.ListingCheck;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a channel's sync would write. */
@Command(
        name = "diff",
        description = "Read what a channel shows and tell what its sync would write; nothing is written.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For a channel that observes: look at this before approving it. docs/channel-modes.md tells more.",
            "Exit status: 0 done, 1 the system or Kafka did not let it end, 2 a wrong command line or configuration."
        })
final class DiffChannelCommand implements Callable<Integer> {

    private static final int SHOWN = 20;
    private static final String COLUMNS = "%-24s %-8s %14s %14s";

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Mixin
    private ChannelAccess channels;

    @Option(names = "--all", description = "Name all writes and not only the first " + SHOWN + ".")
    private boolean all;

    @Option(names = "--json", description = "Print the outcome as one line of JSON, with all writes.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = channels.settings();
        ChannelConfig config = channels.readable(channel);
        ListingsRule rule = config.listingsRule().orElse(ListingsRule.USUAL);
        PrintWriter err = spec.commandLine().getErr();
        try (ListingCheck check = ListingCheck.of(settings, config, rule.sharePercent(), rule.grace())) {
            ListingDifference difference = check.difference(page -> err.println("page " + page));
            err.flush();
            tell(difference);
        }
        return 0;
    }

    private void tell(ListingDifference difference) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("channel", channel);
            said.put("listings", difference.listings());
            said.put("writes", difference.writes());
            said.put("unlisted", difference.unlisted());
            out.println(new String(Json.write(said), StandardCharsets.UTF_8));
        } else {
            text(difference, out);
        }
        out.flush();
    }

    private void text(ListingDifference difference, PrintWriter out) {
        int most = all ? Integer.MAX_VALUE : SHOWN;
        if (!difference.writes().isEmpty()) {
            out.println(String.format(COLUMNS, "SKU", "PART", "SHOWN", "WANTED"));
            difference.writes().stream()
                    .limit(most)
                    .map(write -> String.format(
                            COLUMNS,
                            PlainText.line(write.sku()),
                            write.part(),
                            DriftLines.text(write.shown()),
                            DriftLines.text(write.wanted())))
                    .forEach(out::println);
            if (difference.writes().size() > most) {
                out.println("and " + (difference.writes().size() - most) + " more; --all names them");
            }
        }
        out.println(channel + ": " + difference.listings() + " listings, "
                + difference.writes().size() + " writes, "
                + difference.unlisted().size() + " items to sell without a listing");
    }
}
