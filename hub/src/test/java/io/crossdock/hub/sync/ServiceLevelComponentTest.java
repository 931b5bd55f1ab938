package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.ServiceLevelBreached;
import io.crossdock.canonical.ServiceLevelRestored;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.hub.servicelevel.ServiceLevelTopic;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

/** A channel that does not answer is told as later than its service level, and as within it again, by whoever has it then. */
class ServiceLevelComponentTest extends OffersComponentStories {

    private volatile boolean isAway;

    ServiceLevelComponentTest(Backbone backbone) {
        super(backbone);
        taking = offer -> {
            if (isAway) {
                throw Failure.unavailable("acme", "push", "status 503", null);
            }
            return OfferResult.confirmed(offer.sku());
        };
    }

    @Test
    void a_breach_and_its_end_are_events_though_another_process_has_the_channel_by_then() throws Exception {
        // given an item that the channel shows; its first offer, a minute after it was counted, is nobody's delay
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CamelContext first = start(meters);
        stock("LAMP-1", 1, 7, Instant.now().minusSeconds(60));
        await().atMost(PATIENCE).until(() -> shows(7) && lag().isPresent());
        assertThat(events()).isEmpty();
        // when the channel does not take the next change
        isAway = true;
        stock("LAMP-1", 2, 5);
        // then
        await().atMost(PATIENCE)
                .until(() -> lag().filter(MeasuredLag::hasBreach).isPresent());
        assertThat(lag().orElseThrow().p99Millis()).isEqualTo(500);
        assertThat(meters.get(topics.prefix() + ".sync.level.breached").gauge().value())
                .isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> meters.get(topics.prefix() + ".sync.level.breaches")
                                .functionCounter()
                                .count()
                        == 1);
        assertThat(events()).singleElement().isInstanceOfSatisfying(ServiceLevelBreached.class, breach -> {
            assertThat(breach.channel()).isEqualTo(FakeSystem.CHANNEL.id());
            assertThat(breach.windowSeconds()).isEqualTo(2);
            assertThat(breach.lagMillis()).isGreaterThan(500);
        });
        assertThat(meters.get(topics.prefix() + ".sync.lag")
                        .tag("cause", "erp")
                        .timer()
                        .count())
                .isEqualTo(1);
        Instant breachedAt = lag().orElseThrow().breachedAt();
        // when another process takes over, and the channel takes it
        first.stop();
        isAway = false;
        start(new SimpleMeterRegistry());
        // then
        await().atMost(PATIENCE).until(() -> shows(5) && events().size() == 2);
        assertThat(events().get(1)).isInstanceOfSatisfying(ServiceLevelRestored.class, over -> {
            assertThat(over.breachedAt()).isEqualTo(breachedAt);
            assertThat(over.worstMillis()).isGreaterThan(500);
        });
        await().atMost(PATIENCE)
                .until(() -> lag().filter(MeasuredLag::hasBreach).isEmpty());
    }

    private CamelContext start(SimpleMeterRegistry meters) throws Exception {
        ServiceLevel level = new ServiceLevel(Optional.of(Duration.ofMillis(500)), Duration.ofSeconds(2));
        ChannelControl control = new ChannelControl(Optional::empty, false, Optional.empty(), Optional.empty(), level);
        return start(
                Map.of(ChannelControl.bean("acme-eu"), control, "meters", meters),
                settings(FakeSystem.CHANNEL, StockPolicy.ALL));
    }

    private boolean shows(long quantity) {
        Offer offer = shown.get(LAMP);
        return offer != null && offer.quantity() == quantity;
    }

    private Optional<MeasuredLag> lag() {
        return Optional.ofNullable(new ServiceLevelTopic(clients, topics).read().get(FakeSystem.CHANNEL.id()))
                .map(ChannelStanding::lag);
    }

    private List<CanonicalData> events() {
        List<CanonicalData> events = new ArrayList<>();
        try (TopicScan scan = TopicScan.of(clients, topics.group("test", "reports"), topics.reports(), null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                batch.forEach(
                        written -> events.add(CloudEventHeaders.event(written).data()));
            }
        }
        return events;
    }
}
