package io.crossdock.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.world.BarChart.Group;
import io.crossdock.world.FlashSale.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock simulate flash-sale}. */
@Command(
        name = "flash-sale",
        description = "Count what is oversold and what is not sold in a flash sale, without the hub and with it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Twice as many buyers as pieces, most of them early; half of the pieces come in the middle. Every fourth",
            "channel is alike: quick, slower, slow as a feed is, away and then throttled for a tenth of the time each.",
            "The hub plays twice, the second time with 'stock: {lagAware: true}' in each channel's file."
        })
final class FlashSaleCommand implements Callable<Integer> {

    private static final int MOST_BUYERS = 1_000_000;
    private static final int MOST_CHANNELS = 100;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_MINUTES = 24 * 60;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another seed, another sale (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--buyers", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int buyers;

    @Option(names = "--channels", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--items", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(names = "--minutes", defaultValue = "30", description = "How long it lasts (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draw the result into this file.")
    private Path chart;

    @Option(
            names = "--json",
            description = "Print the result as JSON on the last line; the rest goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        FlashSale sale = new FlashSale(
                seed,
                within("--buyers", buyers, MOST_BUYERS),
                within("--channels", channels, MOST_CHANNELS),
                within("--items", items, MOST_ITEMS),
                within("--minutes", minutes, MOST_MINUTES));
        PrintStream progress = json ? System.err : System.out;
        List<Outcome> outcomes =
                List.of(new PolledShops(sale).play(), withHub(sale, null), withHub(sale, LagRule.DEFAULT));
        table(sale, outcomes, progress);
        if (chart != null) {
            Files.writeString(chart, chart(sale, outcomes));
            progress.println("chart: " + chart);
        }
        if (json) {
            System.out.println(json(sale, outcomes));
        }
        return 0;
    }

    private int within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be from 1 to " + most + ", not " + value);
        }
        return value;
    }

    private static Outcome withHub(FlashSale sale, LagRule rule) throws IOException {
        // Not where the system keeps temporary files, of which Kafka Streams warns.
        String home = System.getProperty("crossdock.home");
        Path target = home == null ? null : Path.of(home, "demo", "target");
        Path folder = target != null && Files.isDirectory(target)
                ? Files.createTempDirectory(target, "simulate")
                : Files.createTempDirectory("simulate");
        try (HubShops shops = new HubShops(sale, rule, folder)) {
            return shops.play();
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private static void table(FlashSale sale, List<Outcome> outcomes, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%,d buyers, %d channels, %d items of %,d pieces, %d minutes, seed %d%n%n",
                sale.buyers(),
                sale.channels(),
                sale.items(),
                sale.piecesOfEachItem(),
                sale.minutes(),
                sale.seed());
        out.printf("%-28s %9s %9s %11s %13s%n", "", "sold", "oversold", "lost sales", "greatest lag");
        for (Outcome outcome : outcomes) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %9d %9d %11d %11.1f s%n",
                    outcome.contender(),
                    outcome.sold(),
                    outcome.oversold(),
                    outcome.lost(),
                    outcome.greatestLagMillis() / 1000.0);
        }
    }

    private static String chart(FlashSale sale, List<Outcome> outcomes) {
        String title = String.format(
                Locale.ROOT,
                "A flash sale: %,d buyers, %d channels, %d items, %d minutes",
                sale.buyers(),
                sale.channels(),
                sale.items(),
                sale.minutes());
        List<String> contenders = outcomes.stream().map(Outcome::contender).toList();
        return new BarChart(title, "pieces", contenders)
                .of(List.of(
                        new Group(
                                "oversold",
                                outcomes.stream().map(Outcome::oversold).toList()),
                        new Group(
                                "lost sales",
                                outcomes.stream().map(Outcome::lost).toList())));
    }

    private static ObjectNode json(FlashSale sale, List<Outcome> outcomes) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("simulate", "flash-sale");
        result.put("seed", sale.seed());
        result.put("buyers", sale.buyers());
        result.put("channels", sale.channels());
        result.put("items", sale.items());
        result.put("minutes", sale.minutes());
        for (Outcome outcome : outcomes) {
            result.withArray("contenders")
                    .addObject()
                    .put("name", outcome.contender())
                    .put("sold", outcome.sold())
                    .put("oversold", outcome.oversold())
                    .put("lost_sales", outcome.lost())
                    .put("greatest_lag_ms", outcome.greatestLagMillis());
        }
        return result;
    }
}
