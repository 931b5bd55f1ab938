package io.crossdock.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final StockCounted DATA =
            new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ONE);

    @Test
    void two_deliveries_of_a_fact_give_one_id_and_two_versions_two() {
        // given
        Facts first = facts("m-1", Instant.parse("2026-01-02T03:04:05Z"), 1);
        Facts again = facts("m-2", Instant.parse("2026-01-02T09:00:00Z"), 2);
        // then
        assertThat(first.event(DATA, "A-1@7", Instant.EPOCH).id())
                .isEqualTo(again.event(DATA, "A-1@7", Instant.EPOCH).id())
                .isNotEqualTo(first.event(DATA, "A-1@8", Instant.EPOCH).id());
    }

    @Test
    void an_event_tells_its_channel_its_mapping_and_when_the_hub_took_it() {
        // given
        Instant received = Instant.parse("2026-01-02T03:04:05Z");
        // when
        CanonicalEvent event = facts("m-1", received, 3).event(DATA, "A-1@7", Instant.EPOCH);
        // then
        assertThat(event.source()).isEqualTo("/channels/acme-eu");
        assertThat(event.translationRevision()).isEqualTo(3);
        assertThat(event.committedAt()).isEqualTo(received);
        assertThat(event.time()).isEqualTo(Instant.EPOCH);
        assertThat(event.sequence()).isNull();
    }

    private static Facts facts(String id, Instant receivedAt, int revision) {
        InboundRecord inbound = new InboundRecord(
                new ChannelId("acme-eu"), id, "stock", "A-1", "application/json", new byte[0], receivedAt, null);
        return Facts.of(inbound, new Translation() {
            @Override
            public List<CanonicalEvent> translate(InboundRecord ignored, Channel channel) {
                return List.of();
            }

            @Override
            public int revision() {
                return revision;
            }
        });
    }
}
