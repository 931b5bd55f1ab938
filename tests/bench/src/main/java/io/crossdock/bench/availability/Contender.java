package io.crossdock.bench.availability;

import io.crossdock.backbone.Backbone;
import io.crossdock.bench.JavaProcess;
import io.crossdock.hub.availability.AvailabilitySettings;
import io.crossdock.hub.availability.AvailabilityStatus;
import io.crossdock.hub.availability.AvailabilityStreams;
import io.crossdock.hub.availability.StreamsProperties;
import io.crossdock.hub.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Who reads the load, each in a JVM of its own with the launcher's heap and one stream thread. */
enum Contender {
    HUB("Crossdock: availability"),
    PASS_THROUGH("one hop that passes records through");

    private static final List<String> HEAP = List.of("-Xmx320m");

    /** The process itself gives up much sooner when nothing moves. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * Reads the topics of the prefixes one after the other.
     *
     * @return a turn for each
     */
    List<Turn> run(Backbone backbone, Path state, List<Inputs> inputs) {
        List<String> command = new ArrayList<>(List.of(
                ContenderProcess.class.getName(), name(), backbone.kafka().bootstrapServers(), state.toString()));
        inputs.forEach(each -> command.add(each.prefix()));
        String name = "availability-" + name().toLowerCase(Locale.ROOT);
        try (JavaProcess process = JavaProcess.start(backbone.folder(), name, Map.of(), HEAP, command)) {
            process.awaitLine(ContenderProcess.DONE, PATIENCE);
            List<Turn.Told> told = process.output()
                    .lines()
                    .flatMap(line -> Turn.Told.read(line).stream())
                    .toList();
            List<Turn> turns = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                turns.add(told.get(i).of(inputs.get(i).count()));
            }
            return turns;
        }
    }

    /** The group whose positions tell how far it is. */
    String group(AvailabilitySettings settings) {
        return this == HUB ? settings.applicationId() : settings.topics().group("bench", "pass-through");
    }

    /** What runs, and whether it does by now. */
    record Running(Runnable stop, BooleanSupplier isRunning) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    Running start(AvailabilitySettings settings) {
        if (this == PASS_THROUGH) {
            KafkaStreams streams = passThrough(settings);
            streams.start();
            return new Running(streams::close, () -> streams.state() == KafkaStreams.State.RUNNING);
        }
        AvailabilityStreams streams = new AvailabilityStreams(settings);
        streams.start();
        return new Running(streams::close, () -> streams.status().state() == AvailabilityStatus.State.RUNNING);
    }

    private KafkaStreams passThrough(AvailabilitySettings settings) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        sources(settings.topics()),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("all-sources"))
                .to(
                        settings.topics().availability(),
                        Produced.<byte[], byte[]>as("passed-through")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(Serdes.ByteArray()));
        Map<String, Object> properties = StreamsProperties.of(settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, group(settings));
        return new KafkaStreams(builder.build(), new StreamsConfig(properties));
    }

    static List<String> sources(Topics topics) {
        return List.of(topics.orders(), topics.stock(), topics.items(), topics.prices());
    }
}
