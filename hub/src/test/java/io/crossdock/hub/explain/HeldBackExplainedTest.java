package io.crossdock.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.explain.Explanation.Step;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.policy.HeldBack;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldBackExplainedTest {

    private static final Sku LAMP = new Sku("LAMP-1");
    private static final LocationId HAMBURG = new LocationId("hamburg");

    @Test
    void what_a_slow_channel_holds_back_is_a_step_with_the_line_that_asks_for_it() {
        // given
        SyncSettings settings = new SyncSettings(
                new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of()),
                ChannelText.stock("{lagAware: true}"),
                PricePolicy.of("retail", "EUR"),
                "10/s",
                10,
                1,
                Duration.ofSeconds(10),
                new Topics("crossdock"),
                new KafkaClients(Map.of()));
        AvailabilityChanged available = new AvailabilityChanged(
                LAMP,
                2,
                List.of(new LocationStock(HAMBURG, BigDecimal.TEN, BigDecimal.ZERO)),
                List.of(),
                false,
                List.of());
        OfferStanding standing = new OfferStanding(
                LAMP,
                new OfferStanding.Side<>(6L, "2", null, 6L, "2", null, null, OfferStanding.State.SHOWN),
                new OfferStanding.Side<Money>(null, null, null, null, null, null, null, OfferStanding.State.UNWANTED),
                new HeldBack(4, 1, Duration.ofSeconds(4)),
                null,
                null);
        // when
        Side side = new ChannelSide(settings, new CatalogItem(LAMP, ""), Optional.empty())
                .explain(available, null, standing, Instant.EPOCH)
                .quantity();
        // then
        assertThat(side.steps()).hasSize(1);
        Step step = side.steps().get(0);
        assertThat(step.rule()).isEqualTo("lag");
        assertThat(step.setting()).isEqualTo("4 (1.00/s x 4.00 s)");
        assertThat(step.at()).contains("acme-eu.channel.yaml");
        assertThat(step.after()).isEqualByComparingTo("6");
        assertThat(side.state()).isEqualTo("shown");
    }
}
