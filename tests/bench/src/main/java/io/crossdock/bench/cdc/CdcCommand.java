package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.JavaProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench cdc}. */
@Command(
        name = "cdc",
        description =
                "From the ERP's commit to the canonical event in Kafka: how long a change takes at a steady rate, "
                        + "how fast a burst goes beside Debezium's engine with a plain producer and alone, and what queries "
                        + "cost the ERP.",
        footer = {
            "",
            "The sample ERP on PostgreSQL, one broker, the hub by its real route; each contender in a JVM of its own,",
            "with a slot and an offset topic of its own and the same settings of engine and producer, by turns.",
            "A burst is in the log before a contender starts, and done once its slot was told so.",
            "Takes about a minute and a half a round with the defaults.",
            "",
            "Exit status: 0 measured, 1 a change did not arrive or a contender failed, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class CdcCommand implements Callable<Integer> {

    private static final int STEADY_WARM_UP_ROWS = 40_000;
    private static final int COST_ROWS = 20_000;
    private static final int COST_ARTICLES = 1_000;
    private static final Duration COST_LASTING = Duration.ofSeconds(3);

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Changed rows of a burst (${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows before the measured ones (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "How long the steady rate is kept (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Commits a second at the steady rate (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Rounds; odd numbers have a median (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--only-burst", description = "Neither latencies nor what queries cost.")
    private boolean isBurstOnly;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<Fact, List<Lags>> lags = new EnumMap<>(Fact.class);
    private final List<Map<Contender, Turn>> turns = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Path mapping = Path.of(System.getProperty("crossdock.home", ".")).resolve("erp/legacy.erp.yaml");
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA, Part.POSTGRES)) {
            BenchErp erp = BenchErp.create(backbone, mapping);
            try (Slots slots = new Slots(erp)) {
                Burst burst = new Burst(backbone, erp, slots);
                Steady steady = new Steady(backbone, erp);
                burst.prepare(Contender.HUB);
                if (!isBurstOnly) {
                    steadily(backbone, erp, slots, steady);
                }
                burst.prepare(Contender.PRODUCER);
                burst.prepare(Contender.BARE);
                for (int round = 1; round <= rounds; round++) {
                    bursts(burst, round);
                }
                if (isBurstOnly) {
                    report(Report.text(turns), Report.json(turns));
                    return 0;
                }
                QueryCost.log(erp);
                QueryCost many = QueryCost.ofBurst(backbone, erp, slots, COST_ROWS, COST_ARTICLES);
                QueryCost single = QueryCost.ofSteady(backbone, erp, slots, steady, COST_LASTING, rate);
                Report report = new Report(lags, turns, many, single);
                report(report.text(), report.json());
            }
        }
        return 0;
    }

    private void steadily(Backbone backbone, BenchErp erp, Slots slots, Steady steady) throws Exception {
        try (JavaProcess hub = Contender.HUB.start(backbone, erp)) {
            erp.changeLevels(STEADY_WARM_UP_ROWS);
            slots.awaitPassed(Contender.HUB, hub, erp.changePrices(STEADY_WARM_UP_ROWS, BenchErp.ARTICLES));
            for (int round = 0; round <= rounds; round++) {
                for (Fact fact : order(Fact.values(), round)) {
                    Lags measured = steady.run(hub, fact, Duration.ofSeconds(seconds), rate);
                    progress("%s: %-6s %s".formatted(name(round), fact.word(), measured));
                    if (round > 0) {
                        lags.computeIfAbsent(fact, first -> new ArrayList<>()).add(measured);
                    }
                }
            }
        }
    }

    private String name(int round) {
        return round == 0 ? "warm-up     " : "round %d of %d".formatted(round, rounds);
    }

    private void bursts(Burst burst, int round) throws Exception {
        progress("changing %,d rows".formatted(warmUp + rows));
        Map<Contender, Turn> done = burst.round(warmUp, rows, order(Contender.values(), round));
        done.forEach((contender, turn) -> progress("%s: %-40s %s".formatted(name(round), contender.label(), turn)));
        turns.add(done);
    }

    /** There and back, so that what drifts meets everyone. */
    private static <T> List<T> order(T[] all, int round) {
        List<T> order = new ArrayList<>(Arrays.asList(all));
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void report(String text, String json) {
        PrintWriter out = spec.commandLine().getOut();
        if (!isJson) {
            out.print(text);
        }
        out.println(json);
        out.flush();
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
