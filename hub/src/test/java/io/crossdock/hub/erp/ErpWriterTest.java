package io.crossdock.hub.erp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.Section;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ErpWriterTest {

    @Test
    void batches_and_their_events_are_counted() {
        // given
        MockProducer<byte[], byte[]> kafka =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ErpWriter writer = new ErpWriter(kafka, new Topics("crossdock"), meters, Clock.systemUTC(), Sealing.NONE);
        CanonicalEvent level = event(new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ONE));
        // when
        writer.write(new ErpChanges("legacy", List.of(level, level), List.of()));
        writer.write(new ErpChanges("legacy", List.of(level), List.of()));
        // then
        assertThat(meters.counter("crossdock.erp.batches", "erp", "legacy").count())
                .isEqualTo(2);
        assertThat(meters.counter("crossdock.erp.events", "erp", "legacy").count())
                .isEqualTo(3);
    }

    @Test
    void rows_that_could_not_be_mapped_are_dead_letters_that_nobody_reads_without_the_key() {
        // given
        MockProducer<byte[], byte[]> kafka =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        ErpWriter writer = new ErpWriter(
                kafka,
                new Topics("crossdock"),
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                Encryption.inMemory(List.of("erp-legacy"), Clock.systemUTC()));
        FailedRow failed = new FailedRow(
                Section.ORDERS,
                "4711",
                List.of(Map.of("party", "Alma Sample")),
                Sequence.of(1, 1, 1),
                Failure.unmappable("legacy", "orders", "4711", "without a SKU"));
        // when
        writer.write(new ErpChanges("legacy", List.of(), List.of(failed)));
        // then
        var letter = kafka.history().get(0);
        assertThat(CloudEventHeaders.attributes(letter.headers()).get("keyid")).startsWith("erp-legacy:");
        assertThat(new String(letter.value(), UTF_8)).doesNotContain("Alma");
    }

    /** Beside a level of an earlier try, a booking that was read anew would end its reservation too early. */
    @Test
    void no_level_leaves_before_the_bookings_of_its_batch_are_acknowledged() throws Exception {
        // given
        MockProducer<byte[], byte[]> kafka =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        Topics topics = new Topics("crossdock");
        ErpWriter writer = new ErpWriter(kafka, topics, new SimpleMeterRegistry(), Clock.systemUTC(), Sealing.NONE);
        var level = new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ONE);
        var booked = new OrderBooked(new OrderId("acme-eu:1"), "4711", List.of());
        // when
        Thread writing = new Thread(
                () -> writer.write(new ErpChanges("legacy", List.of(event(level), event(booked)), List.of())));
        writing.start();
        await().until(() -> writing.getState() == Thread.State.WAITING);
        // then
        assertThat(kafka.history()).extracting(ProducerRecord::topic).containsExactly(topics.orders());
        // when
        kafka.completeNext();
        // then
        await().until(() -> kafka.completeNext());
        writing.join();
        assertThat(kafka.history()).extracting(ProducerRecord::topic).containsExactly(topics.orders(), topics.stock());
    }

    @Test
    void the_route_goes_on_with_the_last_ack_and_what_kafka_did_not_take_is_not_counted() {
        // given
        MockProducer<byte[], byte[]> kafka =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ErpWriter writer = new ErpWriter(kafka, new Topics("crossdock"), meters, Clock.systemUTC(), Sealing.NONE);
        CanonicalEvent level = event(new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ONE));
        // when
        var first = writer.write(new ErpChanges("legacy", List.of(level), List.of()))
                .toCompletableFuture();
        var second = writer.write(new ErpChanges("legacy", List.of(level), List.of()))
                .toCompletableFuture();
        // then
        assertThat(kafka.history()).hasSize(2);
        assertThat(first).isNotDone();
        // when
        kafka.completeNext();
        kafka.errorNext(new TimeoutException("no leader"));
        // then
        assertThat(first).isCompleted();
        assertThat(second).isCompletedExceptionally();
        assertThat(meters.counter("crossdock.erp.batches", "erp", "legacy").count())
                .isEqualTo(1);
    }

    private static CanonicalEvent event(CanonicalData data) {
        return new CanonicalEvent("1", "/erp/legacy", Instant.EPOCH, Sequence.of(1, 5, 0), null, null, 1, data);
    }
}
