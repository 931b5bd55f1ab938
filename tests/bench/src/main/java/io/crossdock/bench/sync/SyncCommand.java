package io.crossdock.bench.sync;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.Figures;
import io.crossdock.bench.availability.Throughput;
import io.crossdock.bench.cdc.BenchErp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench sync}. */
@Command(
        name = "sync",
        description =
                "From the ERP's commit, and from an order on one channel, to the answers of all channels: how long a "
                        + "change takes, what channels in trouble cost the others, how fast many items go out, what "
                        + "one item costs that changes all the time, and how fast availability is worked out.",
        footer = {
            "",
            "The sample ERP on PostgreSQL, one broker, the whole hub in a JVM of its own with the sample's partner as",
            "often as there are channels, and their shops in another process, which answer after 5 ms. The hub has the",
            "launcher's heap, 1536 MiB for the burst, unless CROSSDOCK_JAVA_OPTS says otherwise. The availability topology",
            "is measured by itself at the end, as by bench availability.",
            "With the defaults it is long; --only measures a part.",
            "",
            "Exit status: 0 measured, 1 an answer did not come or the hub ended, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class SyncCommand implements Callable<Integer> {

    /** Enough that no item changes twice within a turn. */
    private static final int STEADY_ITEMS = 10_000;

    private static final int CHANNELS_IN_ISOLATION = 4;
    private static final int SHOP_ANSWERS_MILLIS = 5;

    /** Of availability, for each item. */
    private static final int AVAILABILITY_INPUTS = 2;

    private static final String SCARCE = "10/s";

    /** 100,000 items of channels take 165 MB, a burst has ten times as many. With less, full collections follow each other. */
    private static final String HEAP = "-Xmx512m";

    private static final String BURST_HEAP = "-Xmx1536m";

    @Option(names = "--channels", paramLabel = "N", defaultValue = "10", description = "How many (${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Items that change at once in the burst (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "How long each steady rate is kept (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "90",
            description = "How long it is kept before that, while the hub's JVM compiles (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Commits of the ERP a second at the steady rate (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "20",
            description = "Orders a second, where orders are measured (${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--hot",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How often the hot item changes, at the steady rate (${DEFAULT-VALUE}).")
    private int hot;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Rounds; odd numbers have a median (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            converter = Question.Words.class,
            description = "Measure only some of: latency, kits, isolation, burst, hot, availability.")
    private List<Question> only = List.of();

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Path home = Path.of(System.getProperty("crossdock.home", "."));
    private final Figures figures = new Figures("sync");

    /** Measures something on a hub that has its first offers behind it. */
    private interface Measurement {
        void on(Rig rig) throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        Set<Question> questions = only.isEmpty() ? EnumSet.allOf(Question.class) : EnumSet.copyOf(only);
        positive("--channels", channels);
        positive("--items", items);
        positive("--seconds", seconds);
        positive("--warm-up", warmUp);
        positive("--rate", rate);
        positive("--orders", orders);
        positive("--hot", hot);
        positive("--rounds", rounds);
        if (questions.contains(Question.ISOLATION) && channels < CHANNELS_IN_ISOLATION
                || (questions.contains(Question.LATENCY) || questions.contains(Question.KITS)) && channels < 2) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "orders need 2 channels and isolation " + CHANNELS_IN_ISOLATION);
        }
        if (questions.contains(Question.KITS) && items < 2) {
            throw new CommandLine.ParameterException(spec.commandLine(), "kits need 2 items");
        }
        if (questions.contains(Question.LATENCY) || questions.contains(Question.ISOLATION)) {
            onHub(Math.min(items, STEADY_ITEMS), false, RunningHub.AMPLE, HEAP, rig -> {
                if (questions.contains(Question.LATENCY)) {
                    latency(rig);
                }
                if (questions.contains(Question.ISOLATION)) {
                    isolation(rig);
                }
            });
        }
        if (questions.contains(Question.KITS)) {
            onHub(Math.min(items, STEADY_ITEMS) / 2 * 2, true, RunningHub.AMPLE, HEAP, this::kits);
        }
        if (questions.contains(Question.BURST)) {
            onHub(items, false, RunningHub.AMPLE, BURST_HEAP, this::burst);
        }
        if (questions.contains(Question.HOT)) {
            onHub(channels, false, SCARCE, HEAP, this::hot);
        }
        if (questions.contains(Question.AVAILABILITY)) {
            availability();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!isJson) {
            out.print(figures.text());
        }
        out.println(figures.json());
        out.flush();
        return 0;
    }

    private void positive(String option, int value) {
        if (value < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + " must be 1 or more, not " + value);
        }
    }

    private void onHub(int articles, boolean hasKits, String limit, String heap, Measurement measurement)
            throws Exception {
        String options = System.getenv().getOrDefault("CROSSDOCK_JAVA_OPTS", heap);
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA, Part.POSTGRES)) {
            BenchErp erp = BenchErp.create(backbone, home.resolve("erp/legacy.erp.yaml"), articles, List.of("H1"));
            try (Shops shops = Shops.start(backbone.folder(), channels, articles, SHOP_ANSWERS_MILLIS);
                    RunningHub hub = RunningHub.start(backbone, erp, hasKits, shops, home, limit, options)) {
                Rig rig = new Rig(hub, shops, new Stock(erp, articles, hasKits));
                progress("first offers: " + rig.changeAll());
                rig.awaitNothingPending();
                measurement.on(rig);
            }
        }
    }

    private void latency(Rig rig) throws InterruptedException {
        List<Latencies> changes = new ArrayList<>();
        List<Latencies> others = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Duration lasting = round == 0 ? warmUp() : lasting();
            Latencies change = ErpWriter.run(rig, rig.shops().channels(), lasting, rate);
            progress(name(round) + ": a change, " + change);
            Latencies order = Buyer.run(rig, lasting, orders);
            progress(name(round) + ": an order, " + order);
            if (round > 0) {
                changes.add(change);
                others.add(order);
            }
        }
        rig.shops().channels().forEach(rig::awaitShown);
        figures.put("commits_per_s", changes, Latencies::perSecond);
        figures.put("commit_to_channel_p50_ms", changes, each -> each.eachMillis(0.50));
        figures.put("commit_to_channel_p99_ms", changes, each -> each.eachMillis(0.99));
        figures.put("commit_to_last_channel_p50_ms", changes, each -> each.slowestMillis(0.50));
        figures.put("commit_to_last_channel_p99_ms", changes, each -> each.slowestMillis(0.99));
        figures.put("order_to_others_p50_ms", others, each -> each.eachMillis(0.50));
        figures.put("order_to_others_p99_ms", others, each -> each.eachMillis(0.99));
    }

    private void kits(Rig rig) throws InterruptedException {
        List<Latencies> others = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Latencies order = Buyer.run(rig, round == 0 ? warmUp() : lasting(), orders);
            progress(name(round) + ": an order of a kit, " + order);
            if (round > 0) {
                others.add(order);
            }
        }
        rig.shops().channels().forEach(rig::awaitShown);
        figures.put("order_to_others_kits_p50_ms", others, each -> each.eachMillis(0.50));
        figures.put("order_to_others_kits_p99_ms", others, each -> each.eachMillis(0.99));
    }

    private void isolation(Rig rig) throws InterruptedException {
        Isolation isolation = new Isolation(rig);
        List<Isolation.Round> all = new ArrayList<>();
        progress("warm-up     : " + ErpWriter.run(rig, rig.shops().channels(), warmUp(), rate));
        for (int round = 1; round <= rounds; round++) {
            Isolation.Round done = isolation.round(lasting(), rate, round % 2 == 0);
            progress(name(round) + ": undisturbed, " + done.first());
            progress(name(round) + ": once more,   " + done.second());
            progress(name(round) + ": disturbed,   " + done.disturbed());
            all.add(done);
        }
        figures.put("isolation_p50_ratio", ratio(all, 0.50, true));
        figures.put("isolation_p99_ratio", ratio(all, 0.99, true));
        figures.put("aa_p50_ratio", ratio(all, 0.50, false));
        figures.put("aa_p99_ratio", ratio(all, 0.99, false));
    }

    private static double ratio(List<Isolation.Round> rounds, double share, boolean isDisturbed) {
        return Figures.median(rounds, each -> (isDisturbed ? each.disturbed() : each.second()).eachMillis(share))
                / Figures.median(rounds, each -> each.first().eachMillis(share));
    }

    private void burst(Rig rig) throws Exception {
        List<Rig.Converged> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Rig.Converged converged = rig.changeAll();
            progress(name(round) + ": " + converged);
            all.add(converged);
            rig.awaitNothingPending();
        }
        figures.put("offers_per_s", all, Rig.Converged::offersPerSecond);
        figures.put("burst_cpu_us_per_offer", all, Rig.Converged::cpuMicros);
    }

    private void hot(Rig rig) throws Exception {
        HotItem.Cost cost = HotItem.of(rig, hot, rate);
        progress("hot item: " + cost);
        figures.put("hot_item_requests_per_s", cost.requestsPerSecond());
        figures.put("hot_item_last_ms", cost.lastMillis());
    }

    private void availability() {
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA)) {
            new Throughput(backbone, items, AVAILABILITY_INPUTS * items, this::progress).measure(rounds, figures);
        }
    }

    /** A hub runs for days: what its JVM compiles in its first minutes is not what is asked. */
    private Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    private Duration lasting() {
        return Duration.ofSeconds(seconds);
    }

    private String name(int round) {
        return round == 0 ? "warm-up     " : "round %d of %d".formatted(round, rounds);
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
