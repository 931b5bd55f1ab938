package io.crossdock.bench.normalize;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.bench.orders.OrderBodies;
import io.crossdock.hub.events.CloudEventHeaders;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench poison}. */
@Command(
        name = "poison",
        description =
                "What good records lose when poison stands among them: the normalize route over the same orders, by "
                        + "turns without and with so many broken ones. Every dead letter is compared with what was sent.",
        footer = {"", "Exit status: 0 done, 1 an event or a dead letter is missing or not what was sent, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class PoisonCommand implements Callable<Integer> {

    private static final int WARM_UP = 20_000;

    @Option(names = "--records", paramLabel = "N", defaultValue = "100000", description = "Good records.")
    private int records;

    @Option(names = "--poison", paramLabel = "N", defaultValue = "10000", description = "Broken records among them.")
    private int poison;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Rounds; odd numbers have a median.")
    private int rounds;

    @Option(names = "--heap", defaultValue = "320m", description = "The hub's heap, as -Xmx takes it.")
    private String heap;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final OrderBodies bodies = new OrderBodies();

    @Override
    public Integer call() {
        if (poison < 1 || poison > records) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--poison: 1 to the number of records");
        }
        List<Measurement> undisturbed = new ArrayList<>();
        List<Measurement> disturbed = new ArrayList<>();
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA)) {
            Work clean = new Work(backbone.kafka().bootstrapServers(), "clean");
            Work mixed = new Work(backbone.kafka().bootstrapServers(), "mixed");
            int good = WARM_UP + records;
            progress("writing two journals of %,d orders, one with %,d broken ones".formatted(good, poison));
            Journal.fill(clean, good, number -> BenchChannel.inbound(number, bodies.of(number)));
            Journal.fill(mixed, good + poison, number -> BenchChannel.inbound(number, mixed(number)));
            try (Heat without = new Heat(backbone.folder(), clean, good, good, WARM_UP, heap);
                    Heat with = new Heat(backbone.folder(), mixed, good + poison, good, WARM_UP, heap);
                    Written letters = new Written(mixed, mixed.topics().deadLetters())) {
                for (int round = 1; round <= rounds; round++) {
                    undisturbed.add(run(without, "undisturbed", round));
                    disturbed.add(run(with, "with poison", round));
                    compare(letters);
                    letters.delete();
                }
            }
        }
        report(undisturbed, disturbed);
        return 0;
    }

    private Measurement run(Heat heat, String how, int round) {
        Measurement done = heat.run(Contender.ENGINE).measurement();
        progress("round %d of %d: %-12s %,9.0f good records/s".formatted(round, rounds, how, done.recordsPerSecond()));
        return done;
    }

    /** After the warm-up evenly among the good ones. */
    private boolean isPoison(int number) {
        long place = number - WARM_UP;
        long all = records + poison;
        return place >= 0 && (place + 1) * poison / all > place * poison / all;
    }

    private byte[] mixed(int number) {
        byte[] good = bodies.of(number);
        return isPoison(number) ? PoisonBodies.of(number, good) : good;
    }

    /** @throws IllegalStateException when one is missing, there twice or not what was sent */
    private void compare(Written letters) {
        BitSet found = new BitSet();
        letters.forEach(letter -> {
            int number = number(letter);
            if (!isPoison(number) || found.get(number) || !Arrays.equals(letter.value(), mixed(number))) {
                throw new IllegalStateException("the dead letter of record " + number + " is not what was sent");
            }
            found.set(number);
        });
        if (found.cardinality() != poison) {
            throw new IllegalStateException(found.cardinality() + " dead letters of " + poison + " broken records");
        }
    }

    private static int number(ConsumerRecord<byte[], byte[]> letter) {
        String id = CloudEventHeaders.text(letter.headers(), CloudEventHeaders.PREFIX + "inboundid");
        return Integer.parseInt(id.substring(BenchChannel.DELIVERY.length()));
    }

    private void report(List<Measurement> undisturbed, List<Measurement> disturbed) {
        PrintWriter out = spec.commandLine().getOut();
        double without = Measurement.median(undisturbed, Measurement::recordsPerSecond);
        double with = Measurement.median(disturbed, Measurement::recordsPerSecond);
        if (!isJson) {
            out.printf(Locale.ROOT, "%-44s %,12.0f good records/s%n", "undisturbed", without);
            out.printf(Locale.ROOT, "%-44s %,12.0f good records/s%n", "with %,d poison".formatted(poison), with);
            out.printf(Locale.ROOT, "%,d dead letters, each byte for byte what was sent%n", poison);
        }
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"poison\",\"ratio_undisturbed\":%.3f,\"records_per_s\":%.0f,\"records\":%d,\"poison\":%d}%n",
                with / without,
                with,
                records,
                poison);
        out.flush();
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
