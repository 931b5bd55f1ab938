package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.erp.mapping.Mapped;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.erp.sql.DatabaseQueries;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;

/** A capture whose events are kept; its handler refuses as often as it is told to. */
final class Capturing implements AutoCloseable {

    final List<List<RowChange>> offered = new CopyOnWriteArrayList<>();
    final List<CanonicalEvent> events = new CopyOnWriteArrayList<>();
    final List<FailedRow> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();
    final ErpCapture capture;
    private final DatabaseQueries queries;

    Capturing(ErpConfig config, OffsetStorage offsets) {
        this(config, offsets, 0);
    }

    Capturing(ErpConfig config, OffsetStorage offsets, int refuse) {
        refusals.set(refuse);
        ErpMapping mapping = new ErpMapping(config);
        queries = DatabaseQueries.of(config.name(), config.database());
        capture = new ErpCapture(
                config,
                offsets,
                changes -> {
                    offered.add(changes);
                    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IllegalStateException("Kafka is away");
                    }
                    Mapped mapped = mapping.events(changes, queries);
                    events.addAll(mapped.events());
                    failures.addAll(mapped.failures());
                    return ChangeHandler.Storing.DONE;
                },
                Clock.systemUTC());
        capture.start();
    }

    Capturing awaitUp() {
        eventually(() -> assertThat(capture.state().phase()).isEqualTo(CaptureState.Phase.UP));
        return this;
    }

    /** The last level of each key, as {@code A-1 hamburg}, by the highest sequence. */
    Map<String, BigDecimal> levels() {
        Map<String, CanonicalEvent> newest = new TreeMap<>();
        for (CanonicalEvent event : events) {
            if (event.data() instanceof StockCounted level) {
                newest.merge(
                        level.sku() + " " + level.location(),
                        event,
                        (a, b) -> b.sequence().compareTo(a.sequence()) >= 0 ? b : a);
            }
        }
        Map<String, BigDecimal> levels = new TreeMap<>();
        newest.forEach((key, event) -> levels.put(key, ((StockCounted) event.data()).onHand()));
        return levels;
    }

    <T> List<CanonicalEvent> of(Class<T> type) {
        return events.stream().filter(event -> type.isInstance(event.data())).toList();
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    @Override
    public void close() {
        try {
            capture.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        queries.close();
    }
}
