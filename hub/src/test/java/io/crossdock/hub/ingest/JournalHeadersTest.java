package io.crossdock.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class JournalHeadersTest {

    /** As it is read from a journal that somebody else wrote to; what a fetch brings for it has none either. */
    @Test
    void a_record_without_a_trace_is_journaled_without_one() {
        // given
        InboundRecord untraced = new InboundRecord(
                new ChannelId("till"), "id-1", "order", "1", "application/json", new byte[0], Instant.EPOCH, null);
        // when
        Headers headers = JournalHeaders.of(untraced);
        // then
        assertThat(CloudEventHeaders.attributes(headers))
                .containsEntry("id", "id-1")
                .doesNotContainKey("traceparent");
    }
}
