package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
