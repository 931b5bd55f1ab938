package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.mariadb.MariaDbConnectorTask;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.util.LoggingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineQueueTest {

    /** Whoever waits by the clock fails the test. */
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void debezium_is_made_as_it_is_known_here() {
        assertThat(EngineQueue.isIn(PostgresConnectorTask.class)).isTrue();
        assertThat(EngineQueue.isIn(MariaDbConnectorTask.class)).isTrue();
        assertThat(EngineQueue.isIn(SourceRecord.class)).isFalse();
    }

    @Test
    void a_record_is_taken_as_soon_as_it_is_read_and_all_in_their_order() throws Exception {
        ChangeEventQueue<DataChangeEvent> engines = queue(100, NEVER);
        EngineQueue queue = new EngineQueue(engines, NEVER);
        BlockingQueue<List<Integer>> batches = new LinkedBlockingQueue<>();

        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> taken(queue, 10, batches));
        for (int i = 0; i < 10; i++) {
            engines.enqueue(event(i));
            assertThat(batches.poll(20, TimeUnit.SECONDS)).containsExactly(i);
        }

        taking.get();
    }

    @Test
    void whoever_takes_where_nothing_comes_gets_nothing_after_a_moment() throws Exception {
        EngineQueue queue = new EngineQueue(queue(100, NEVER), Duration.ofMillis(1));

        assertThat(queue.take()).isEmpty();
    }

    @Test
    void a_reader_that_waits_for_room_goes_on() throws Exception {
        ChangeEventQueue<DataChangeEvent> engines = queue(2, NEVER);
        EngineQueue queue = new EngineQueue(engines, NEVER);
        BlockingQueue<List<Integer>> batches = new LinkedBlockingQueue<>();

        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> taken(queue, 1000, batches));
        for (int i = 0; i < 1000; i++) {
            engines.enqueue(event(i));
        }

        taking.get();
        assertThat(batches).hasSizeGreaterThanOrEqualTo(500);
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void not_more_than_a_batch_is_taken_at_once() throws Exception {
        ChangeEventQueue<DataChangeEvent> engines = queue(EngineQueue.MOST + 10, NEVER);
        EngineQueue queue = new EngineQueue(engines, NEVER);
        for (int i = 0; i < EngineQueue.MOST + 1; i++) {
            engines.enqueue(event(i));
        }

        assertThat(queue.take()).hasSize(EngineQueue.MOST);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void what_befell_the_reader_is_thrown() throws Exception {
        ChangeEventQueue<DataChangeEvent> engines = queue(100, NEVER);
        EngineQueue queue = new EngineQueue(engines, NEVER);
        engines.producerException(new IllegalStateException("the slot is gone"));

        assertThatThrownBy(queue::take).hasMessage("the slot is gone");
    }

    private static void taken(EngineQueue queue, int count, BlockingQueue<List<Integer>> batches) {
        try {
            for (int taken = 0; taken < count; ) {
                List<SourceRecord> batch = queue.take();
                if (!batch.isEmpty()) {
                    batches.add(batch.stream()
                            .map(record -> (Integer) record.value())
                            .toList());
                }
                taken += batch.size();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChangeEventQueue<DataChangeEvent> queue(int room, Duration interval) {
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(interval)
                .maxBatchSize(Integer.parseInt(EngineQueue.WAKING_BATCH))
                .maxQueueSize(room)
                .loggingContextSupplier(() -> LoggingContext.forConnector("test", "test", "test"))
                .queueProvider(new DefaultQueueProvider<>(room))
                .build();
    }

    private static DataChangeEvent event(int number) {
        return new DataChangeEvent(new SourceRecord(Map.of(), Map.of(), "topic", null, number));
    }
}
