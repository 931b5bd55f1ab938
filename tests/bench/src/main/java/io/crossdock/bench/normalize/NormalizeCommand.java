package io.crossdock.bench.normalize;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.bench.orders.OrderBodies;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench normalize}. */
@Command(
        name = "normalize",
        description =
                "From the journal to canonical events: the normalize route against a copy loop, a hand-written loop, "
                        + "Camel's two stock routes and Spring Integration. One broker, the same orders of 3.7 KB, the same "
                        + "settings, by turns, each in a JVM of its own; every event is counted and compared.",
        footer = {
            "",
            "Medians of the rounds. All take batches of the route's own size. The plain route is measured",
            "over one record of twenty, for it waits for each ack.",
            "Takes about a minute and a half a round with the defaults.",
            "",
            "Exit status: 0 done, 1 a contender lost or changed an event or did not end, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class NormalizeCommand implements Callable<Integer> {

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "150000",
            description = "Measured records a round (${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Rounds; odd numbers have a median (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Records before the measuring (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--heap",
            defaultValue = "320m",
            description = "Each contender's heap, as -Xmx takes it (${DEFAULT-VALUE}).")
    private String heap;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<Contender, List<Measurement>> measured = new EnumMap<>(Contender.class);

    @Override
    public Integer call() {
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA)) {
            String brokers = backbone.kafka().bootstrapServers();
            Map<Integer, Heat> heats = new HashMap<>();
            for (Contender contender : Contender.values()) {
                heats.computeIfAbsent(
                        contender.part(records), part -> heat(backbone, new Work(brokers, "bench-" + part), part));
            }
            Map<Integer, Written.Contents> events = new HashMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : order(round)) {
                    int part = contender.part(records);
                    Heat.Result result = heats.get(part).run(contender);
                    measured.computeIfAbsent(contender, any -> new ArrayList<>())
                            .add(result.measurement());
                    progress("round %d of %d: %-42s %s"
                            .formatted(round, rounds, contender.label(), line(result.measurement())));
                    if (contender.translates()
                            && !events.computeIfAbsent(part, first -> result.contents())
                                    .equals(result.contents())) {
                        throw new IllegalStateException(contender.label() + " wrote other events than the one before");
                    }
                }
            }
            heats.values().forEach(Heat::close);
        }
        report();
        return 0;
    }

    private Heat heat(Backbone backbone, Work work, int part) {
        int all = warmUp + part;
        progress("writing a journal of %,d orders".formatted(all));
        OrderBodies bodies = new OrderBodies();
        Journal.fill(work, all, number -> BenchChannel.inbound(number, bodies.of(number)));
        return new Heat(backbone.folder(), work, all, all, warmUp, heap);
    }

    /** There and back, so that what drifts meets everyone. */
    private static List<Contender> order(int round) {
        List<Contender> order = new ArrayList<>(Arrays.asList(Contender.values()));
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void report() {
        PrintWriter out = spec.commandLine().getOut();
        if (!isJson) {
            out.printf(Locale.ROOT, "%-44s %12s %12s %10s %8s%n", "", "records/s", "CPU us/rec", "peak MiB", "ratio");
            for (Contender contender : Contender.values()) {
                out.printf(
                        Locale.ROOT,
                        "%-44s %,12.0f %12.1f %10.0f %8.2f%n",
                        contender.label(),
                        median(contender, Measurement::recordsPerSecond),
                        median(contender, Measurement::cpuMicros),
                        median(contender, Measurement::peakMebibytes),
                        ratio(contender));
            }
            out.printf("ratio: Crossdock's records/s to its%n");
        }
        double cpu = median(Contender.ENGINE, Measurement::cpuMicros);
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"normalize\",\"ratio_handwritten\":%.3f,\"ratio_plain_route\":%.2f,\"ratio_stock_batching\":%.3f,"
                        + "\"ratio_spring_integration\":%.3f,\"records_per_s\":%.0f,\"cpu_us_per_record\":%.1f,"
                        + "\"ratio_copy\":%.3f,\"cpu_ratio_handwritten\":%.3f,\"peak_mib\":%.0f}%n",
                ratio(Contender.HANDWRITTEN),
                ratio(Contender.PLAIN_ROUTE),
                ratio(Contender.STOCK_BATCHING),
                ratio(Contender.SPRING_INTEGRATION),
                median(Contender.ENGINE, Measurement::recordsPerSecond),
                cpu,
                ratio(Contender.COPY),
                cpu / median(Contender.HANDWRITTEN, Measurement::cpuMicros),
                median(Contender.ENGINE, Measurement::peakMebibytes));
        out.flush();
    }

    private double ratio(Contender to) {
        return median(Contender.ENGINE, Measurement::recordsPerSecond) / median(to, Measurement::recordsPerSecond);
    }

    private double median(Contender contender, ToDoubleFunction<Measurement> of) {
        return Measurement.median(measured.get(contender), of);
    }

    private static String line(Measurement done) {
        return String.format(
                Locale.ROOT,
                "%,9.0f records/s %6.1f us CPU %5.0f MiB",
                done.recordsPerSecond(),
                done.cpuMicros(),
                done.peakMebibytes());
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
