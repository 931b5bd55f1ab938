package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sequence;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class BoundedRocksDbTest {

    private static final int ITEMS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void an_item_at_two_locations_takes_less_than_150_bytes_on_disk() throws Exception {
        // given
        BoundedRocksDb bounded = new BoundedRocksDb();
        Random random = new Random(1);
        var serializer = ItemStock.SERDE.serializer();
        try (Options options = new Options().setCreateIfMissing(true)) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            bounded.setConfig("items", options, Map.of());
            // when
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                for (int i = 0; i < ITEMS; i++) {
                    byte[] sku = ("SKU-" + i).getBytes(StandardCharsets.UTF_8);
                    store.put(sku, serializer.serialize("items", item(random)));
                }
                store.compactRange();
            }
            bounded.close("items", options);
        }
        // then
        assertThat(bytesOfTables() / ITEMS).isBetween(30L, 150L);
    }

    private static ItemStock item(Random random) {
        TreeMap<String, Level> levels = new TreeMap<>();
        for (String location : List.of("hamburg", "lyon")) {
            Instant at = Events.NOON.plusNanos(random.nextInt(1_000_000_000)).plusSeconds(random.nextInt(1_000_000));
            Instant arrived = Instant.ofEpochMilli(at.toEpochMilli() + random.nextInt(100));
            Sequence sequence = Sequence.of(1, random.nextInt(1_000_000_000), random.nextInt(9));
            levels.put(
                    location,
                    new Level(
                            sequence,
                            1,
                            BigDecimal.valueOf(random.nextInt(500)),
                            at,
                            null,
                            at,
                            new Origin("/erp/legacy", at, arrived)));
        }
        long version = VersionClock.after(0, Events.NOON.toEpochMilli() + random.nextInt(1_000_000_000));
        return ItemStock.EMPTY
                .with(new Levels(levels), Effect.NONE, Waiting.NONE)
                .withVersion(version);
    }

    private long bytesOfTables() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
