package io.crossdock.bench.availability;

import io.crossdock.backbone.Backbone;
import io.crossdock.bench.Figures;
import io.crossdock.hub.kafka.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much room the hub needs for all items and a load on top.
 *
 * @param stateBytes of the folder, on disk, once the hub has stopped
 * @param heapBytes used heap, collected, while it ran
 */
record Size(int items, long stateBytes, long heapBytes) {

    private static final int MILLION = 1_000_000;
    private static final double GIB = 1 << 30;

    static Size measure(Backbone backbone, int items, int inputs) {
        var clients =
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        Path state = backbone.folder().path().resolve("state-size");
        try (Inputs all = Inputs.load(clients, "bench-size", items, true, inputs, 1)) {
            Turn turn = Contender.HUB.run(backbone, state, List.of(all)).get(0);
            return new Size(items, bytes(state), turn.heapBytes());
        }
    }

    void into(Figures figures) {
        figures.count("state_bytes_per_item", Math.round((double) stateBytes / items));
        figures.count("heap_bytes_per_item", Math.round((double) heapBytes / items));
        figures.count("items", items);
    }

    @Override
    public String toString() {
        String told = String.format(
                Locale.ROOT,
                "%,d items: %,d bytes on disk, %,d an item, and %,d MiB of heap",
                items,
                stateBytes,
                stateBytes / items,
                heapBytes >> 20);
        double million = (double) stateBytes / items * MILLION / GIB;
        return items < MILLION
                ? told + String.format(Locale.ROOT, "; extrapolated, 1,000,000 items take %.2f GiB on disk", million)
                : told + String.format(Locale.ROOT, "; 1,000,000 items take %.2f GiB on disk", million);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
