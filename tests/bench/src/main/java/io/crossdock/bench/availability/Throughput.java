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
 * Availability beside a pass-through. Both find the same load in the same topics, after others in other topics while
 * their JVM compiles, and have consumed it when their positions are at the ends of all topics that they read.
 */
public final class Throughput {

    /**
     * Loads before the measured one: the compiler takes a core of two for the most of a minute, and some of it again at
     * the beginning of a second load.
     */
    private static final int WARM_UPS = 3;

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
        List<Inputs> loads = new ArrayList<>();
        try {
            for (int i = 0; i <= WARM_UPS; i++) {
                String prefix = "bench-" + round + (i < WARM_UPS ? "-warm-up-" + (i + 1) : "-measured");
                loads.add(Inputs.load(clients, prefix, items, false, inputs, (WARM_UPS + 1) * round + i));
            }
            for (Contender contender : order) {
                Path state = backbone.folder().path().resolve("state-" + contender + "-" + round);
                turns.put(contender, contender.run(backbone, state, loads).get(WARM_UPS));
            }
        } finally {
            loads.forEach(Inputs::close);
        }
        return turns;
    }

    private static double median(
            List<Map<Contender, Turn>> rounds, Contender contender, ToDoubleFunction<Turn> figure) {
        return Figures.median(rounds, round -> figure.applyAsDouble(round.get(contender)));
    }
}
