package io.crossdock.hub.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

    private static final CanonicalEvent EVENT = new CanonicalEvent(
            "5b1b2b1c",
            "/erp/legacy",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Sequence.of(1, 24_023_128L, 3),
            Instant.parse("2026-01-02T03:04:05.600Z"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            2,
            new StockCounted(new Sku("A-1"), new LocationId("hamburg"), new BigDecimal("12.5")));

    @Test
    void the_official_sdk_reads_what_we_write() {
        // given
        var written = CloudEventHeaders.record("crossdock.stock", EVENT);
        // when
        CloudEvent read =
                new CloudEventDeserializer().deserialize("crossdock.stock", written.headers(), written.value());
        // then
        assertThat(read.getType()).isEqualTo("crossdock.stock.counted.v1");
        assertThat(read.getSource()).hasToString("/erp/legacy");
        assertThat(read.getSubject()).isEqualTo("A-1");
        assertThat(read.getTime()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(read.getExtension("sequence")).isEqualTo("000001-00000000000024023128-000003");
        assertThat(read.getExtension("translationrevision")).isEqualTo("2");
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(new String(read.getData().toBytes()))
                .isEqualTo("{\"sku\":\"A-1\",\"location\":\"hamburg\",\"onHand\":12.5}");
    }

    @Test
    void what_was_written_is_read_back_equal() {
        // given
        var written = CloudEventHeaders.record("crossdock.stock", EVENT);
        // when
        CanonicalEvent read = CloudEventHeaders.event(written.headers(), written.value());
        // then
        assertThat(read).isEqualTo(EVENT);
    }
}
