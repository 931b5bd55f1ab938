package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Many records at once, and a quick word when there is nobody to send them to. */
class PipelinedSendTest {

    private static final List<ProducerRecord<byte[], byte[]>> RECORDS = IntStream.range(0, 20)
            .mapToObj(number -> new ProducerRecord<byte[], byte[]>("journal", new byte[] {(byte) number}))
            .toList();

    @Test
    void without_metadata_only_one_send_is_waited_for() {
        // given
        AtomicInteger sends = new AtomicInteger();
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> next) {
                        sends.incrementAndGet();
                        return CompletableFuture.failedFuture(new TimeoutException("no metadata"));
                    }
                };
        // then
        assertThatThrownBy(() -> PipelinedSend.all(producer, RECORDS))
                .isInstanceOf(KafkaException.class)
                .hasMessage("not acknowledged: no metadata");
        assertThat(sends).hasValue(1);
    }

    @Test
    void what_is_begun_is_done_with_the_last_ack() {
        // given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        // when
        CompletableFuture<Void> all = PipelinedSend.begin(producer, RECORDS).toCompletableFuture();
        // then
        assertThat(producer.history()).isEqualTo(RECORDS);
        for (int acks = 0; acks < RECORDS.size(); acks++) {
            assertThat(all).isNotDone();
            producer.completeNext();
        }
        assertThat(all).isCompleted();
        assertThat(PipelinedSend.begin(producer, List.of()).toCompletableFuture())
                .isCompleted();
    }

    @Test
    void what_is_begun_fails_with_the_first_that_is_not_acknowledged() {
        // given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        // when
        CompletableFuture<Void> all = PipelinedSend.begin(producer, RECORDS).toCompletableFuture();
        producer.completeNext();
        producer.errorNext(new TimeoutException("no leader"));
        // then
        assertThat(all)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(KafkaException.class)
                .withMessage("not acknowledged: no leader");
    }

    @Test
    void what_is_begun_without_metadata_sends_only_one() {
        // given
        AtomicInteger sends = new AtomicInteger();
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> next, Callback acknowledged) {
                        sends.incrementAndGet();
                        TimeoutException failure = new TimeoutException("no metadata");
                        acknowledged.onCompletion(null, failure);
                        return CompletableFuture.failedFuture(failure);
                    }
                };
        // when
        CompletableFuture<Void> all = PipelinedSend.begin(producer, RECORDS).toCompletableFuture();
        // then
        assertThat(all).isCompletedExceptionally();
        assertThat(sends).hasValue(1);
    }

    @Test
    void all_are_sent_in_order() {
        // given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        // when
        PipelinedSend.all(producer, RECORDS);
        // then
        assertThat(producer.history()).isEqualTo(RECORDS);
    }
}
