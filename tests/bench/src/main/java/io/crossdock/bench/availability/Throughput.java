package io.crossdock.bench.availability;

import io.crossdock.backbone.Backbone;
import io.crossdock.bench.Figures;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Availability beside a pass-through. Both find the same load in the same topics, after one as long in other topics while
 * their JVM compiles, and have consumed it when their positions are at the ends of all topics that they read.
 */
public final class Throughput {

    private final Backbone backbone;
    private final KafkaClients clients;
    private final int items;
    private final int inputs;
    private final Consumer<String> progress;

    /**
     * @param items that the load is about
     * @param inputs events of the load
     * @param progress takes a line for each turn
     */
    public Throughput(Backbone backbone, int items, int inputs, Consumer<String> progress) {
        this.backbone = backbone;
        this.clients =
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        this.items = items;
        this.inputs = inputs;
        this.progress = progress;
    }

    /** Measures so many rounds and adds their medians to the figures. */
    public void measure(int rounds, Figures figures) {
        List<Map<Contender, Turn>> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Map<Contender, Turn> turns = round(round);
            for (Contender contender : Contender.values()) {
                progress.accept(
                        "round %d of %d: %-36s %s".formatted(round, rounds, contender.label(), turns.get(contender)));
            }
            all.add(turns);
        }
        double hub = median(all, Contender.HUB, Turn::inputsPerSecond);
        double passThrough = median(all, Contender.PASS_THROUGH, Turn::inputsPerSecond);
        figures.put("availability_inputs_per_s", hub);
        figures.put("pass_through_inputs_per_s", passThrough);
        figures.put("availability_ratio_pass_through", hub / passThrough);
        figures.put("availability_cpu_us_per_input", median(all, Contender.HUB, Turn::cpuMicros));
        figures.put("pass_through_cpu_us_per_input", median(all, Contender.PASS_THROUGH, Turn::cpuMicros));
    }

    private Map<Contender, Turn> round(int round) {
        List<Contender> order = new ArrayList<>(List.of(Contender.values()));
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        Map<Contender, Turn> turns = new EnumMap<>(Contender.class);
        try (Inputs warmUp = load("bench-warm-up-" + round, 2 * round);
                Inputs measured = load("bench-measured-" + round, 2 * round + 1)) {
            for (Contender contender : order) {
                Path state = backbone.folder().path().resolve("state-" + contender + "-" + round);
                turns.put(
                        contender,
                        contender
                                .run(backbone, state, List.of(warmUp, measured))
                                .get(1));
            }
        }
        return turns;
    }

    private Inputs load(String prefix, long seed) {
        return Inputs.load(clients, prefix, items, false, inputs, seed);
    }

    private static double median(
            List<Map<Contender, Turn>> rounds, Contender contender, ToDoubleFunction<Turn> figure) {
        return Figures.median(rounds, round -> figure.applyAsDouble(round.get(contender)));
    }
}
