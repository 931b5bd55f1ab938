package io.crossdock.bench.encryption;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What encryption adds to each record on its way, on one thread: the same work in plain and encrypted, by turns. */
@Command(
        name = "encryption",
        description = "Measure what it adds to a record that bodies and personal data are encrypted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Three steps of a 3.7 KB order: its body into the journal and out of it again, its event with an address",
            "into the canonical topic; without Kafka, on one thread, each round in plain and then encrypted. Medians",
            "of the rounds, in microseconds of CPU a record. The last line is JSON."
        })
public final class EncryptionCommand implements Callable<Integer> {

    private static final int DISTINCT = 2000;
    private static final int WARM_UP_ROUNDS = 3;

    /** CPU time rather than the clock's: what others do on the machine is not measured. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Records a round and step; ${DEFAULT-VALUE} by default.")
    private int records;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Rounds that count; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(names = "--json", description = "Only the line of JSON.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final List<InboundRecord> bodies = new ArrayList<>();
    private final List<CanonicalEvent> events = new ArrayList<>();
    private long sink;

    @Override
    public Integer call() {
        if (records < 1 || rounds < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--records and --rounds are 1 or more");
        }
        Random random = new Random(42);
        for (int i = 0; i < DISTINCT; i++) {
            bodies.add(SealedOrders.inbound(random, i));
            events.add(SealedOrders.event(i));
        }
        Sealing sealing = Encryption.inMemory(List.of(SealedOrders.CHANNEL.value()), Clock.systemUTC());
        Map<String, Double> medians = measured(sealing);
        tell(medians);
        return 0;
    }

    private Map<String, Double> measured(Sealing sealing) {
        List<Sealing.Body> sealed = bodies.stream().map(sealing::seal).toList();
        Map<String, IntUnaryOperator> steps = new LinkedHashMap<>();
        steps.put("write_plain_us", i -> written(Sealing.NONE, bodies.get(i)));
        steps.put("write_encrypted_us", i -> written(sealing, bodies.get(i)));
        steps.put("read_plain_us", i -> opened(Sealing.NONE, bodies.get(i), null));
        steps.put(
                "read_encrypted_us",
                i -> opened(
                        sealing,
                        bodies.get(i).withBody(sealed.get(i).bytes()),
                        sealed.get(i).keyId()));
        steps.put("event_plain_us", i -> event(Sealing.NONE, events.get(i)));
        steps.put("event_encrypted_us", i -> event(sealing, events.get(i)));
        Map<String, double[]> micros = new LinkedHashMap<>();
        steps.keySet().forEach(step -> micros.put(step, new double[rounds]));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (Map.Entry<String, IntUnaryOperator> step : steps.entrySet()) {
                double took = microsARecord(step.getValue());
                if (round >= 0) {
                    micros.get(step.getKey())[round] = took;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        micros.forEach((step, each) -> medians.put(step, median(each)));
        return medians;
    }

    private double microsARecord(IntUnaryOperator step) {
        long began = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < records; i++) {
            sink += step.applyAsInt(i % DISTINCT);
        }
        return (THREADS.getCurrentThreadCpuTime() - began) / 1000.0 / records;
    }

    private static int written(Sealing sealing, InboundRecord inbound) {
        Sealing.Body body = sealing.seal(inbound);
        return body.bytes().length + JournalHeaders.of(inbound, body.keyId()).toArray().length;
    }

    private static int opened(Sealing sealing, InboundRecord inbound, String keyId) {
        return sealing.open(inbound, keyId).orElseThrow().body().length;
    }

    private static int event(Sealing sealing, CanonicalEvent event) {
        return sealing.sealed(CloudEventHeaders.record("orders", event), event).value().length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void tell(Map<String, Double> medians) {
        PrintWriter out = spec.commandLine().getOut();
        double added = 0;
        if (!json) {
            out.println(String.format(
                    Locale.ROOT, "%-28s %10s %10s %10s", "CPU us a record", "plain", "encrypted", "added"));
        }
        for (String step : List.of("write", "read", "event")) {
            double plain = medians.get(step + "_plain_us");
            double encrypted = medians.get(step + "_encrypted_us");
            added += encrypted - plain;
            if (!json) {
                out.println(String.format(
                        Locale.ROOT,
                        "%-28s %10.2f %10.2f %10.2f",
                        NAMES.get(step),
                        plain,
                        encrypted,
                        encrypted - plain));
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("bench", "encryption");
        medians.forEach((step, micros) -> told.put(step, rounded(micros)));
        told.put("added_us_per_order", rounded(added));
        out.println(new String(Json.write(told), StandardCharsets.UTF_8));
        out.flush();
        if (sink == 0) {
            throw new IllegalStateException("nothing was measured");
        }
    }

    private static final Map<String, String> NAMES = Map.of(
            "write", "body into the journal", "read", "body out of the journal", "event", "event into its topic");

    private static double rounded(double micros) {
        return Math.round(micros * 100) / 100.0;
    }
}
