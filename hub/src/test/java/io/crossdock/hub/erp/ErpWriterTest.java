package io.crossdock.hub.erp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sequence;
import io.crossdock.erp.Section;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ErpWriterTest {

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
}
