package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.reconcile.Scope;
import io.crossdock.hub.reconcile.Tally;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.amazon.AmazonSandbox;
import io.crossdock.sandbox.square.SquareSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the systems list is translated like what they notify of, and known by it. */
@OnBackbone(Part.KAFKA)
class ListedOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String brokers;
    private final Map<String, String> environment =
            Map.of("CROSSDOCK_PREFIX", "listed-" + UUID.randomUUID().toString().substring(0, 8));

    ListedOrdersTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @Test
    void a_sale_at_a_till_that_no_webhook_told_is_found_and_counts_once() throws Exception {
        try (SquareSandbox till =
                new SquareSandbox(setup("till", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10))))) {
            // given
            write("till", """
                    channel: till
                    system: square
                    currency: EUR
                    reconcile: off
                    locations: {lyon: "%s"}
                    properties: {url: "%s", accessToken: "%s", secret: "%s"}
                    """.formatted(
                            till.locationIds().get(0), till.url(), till.accessToken(), till.signatureKey()));
            try (TestHub hub = TestHub.start(brokers, folder, environment)) {
                till.webhooks().to(hub.webhook("till"));
                till.sell(List.of(OrderLine.of("A-1", 1)));
                hub.awaitEvent(hub.topics().stock(), "A-1");
                till.webhooks().to(null, null);
                String lost = till.sell(List.of(OrderLine.of("A-1", 2)));
                till.placeOrder(List.of(OrderLine.of("A-1", 3)));

                // when
                Tally first = reconcile();

                // then
                assertThat(first.listed()).isEqualTo(3);
                assertThat(first.orders()).containsExactly(lost);
                assertThat(reconcile().missing()).isZero();
                // The till tells one sale by two webhooks, which make one event twice.
                await().atMost(PATIENCE)
                        .until(() -> hub.events(hub.topics().stock()).stream()
                                        .map(CloudEvent::getId)
                                        .distinct()
                                        .count()
                                == 2);
                assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
            }
        }
    }

    @Test
    void an_order_on_amazon_that_no_notification_told_is_found_and_counts_once() throws Exception {
        Moved clock = new Moved(Duration.ofMinutes(-10));
        try (AmazonSandbox amazon = new AmazonSandbox(setup("amazon", clock), message -> {})) {
            // given
            var credentials = amazon.credentials();
            write("amazon", """
                    channel: amazon
                    system: amazon
                    currency: EUR
                    reconcile: off
                    locations: [hamburg]
                    properties:
                      url: "%s"
                      tokenUrl: "%s/auth/o2/token"
                      clientId: "%s"
                      clientSecret: "%s"
                      refreshToken: "%s"
                      sellerId: "%s"
                      marketplaceId: "%s"
                      queueUrl: "http://127.0.0.1:1/queue"
                      region: eu-central-1
                      accessKey: a
                      secretKey: s
                    """.formatted(
                            amazon.url(),
                            amazon.url(),
                            credentials.clientId(),
                            credentials.clientSecret(),
                            credentials.refreshToken(),
                            credentials.sellerId(),
                            amazon.marketplaceId()));
            String kept = amazon.placeOrder(List.of(OrderLine.of("A-1", 1)));
            String cancelled = amazon.placeOrder(List.of(OrderLine.of("A-1", 1)));
            clock.offset = Duration.ZERO;

            // when
            Tally first = reconcile();
            clock.offset = Duration.ofMinutes(-9);
            amazon.cancelOrder(cancelled);
            clock.offset = Duration.ZERO;
            Tally second = reconcile();

            // then
            assertThat(first.orders()).containsExactlyInAnyOrder(kept, cancelled);
            assertThat(second.orders()).containsExactly(cancelled);
            try (TestHub hub = TestHub.start(brokers, folder, environment, Role.NORMALIZE)) {
                hub.awaitEvent(hub.topics().orders(), "amazon:" + kept);
                hub.awaitEvent(
                        hub.topics().orders(),
                        event -> event.getType().equals("crossdock.order.cancelled.v1")
                                && event.getSubject().equals("amazon:" + cancelled));
                assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
            }
        }
    }

    private static Setup setup(String name, Clock clock) {
        return Setup.of(name, List.of(CatalogueItem.of("A-1", "9.90", 100)), "EUR", new Random(7), clock);
    }

    private void write(String name, String channel) throws Exception {
        Files.writeString(folder.resolve(name + ".channel.yaml"), channel);
    }

    private Tally reconcile() throws Exception {
        Settings settings = TestHub.settings(brokers, environment);
        ChannelConfig channel = Channels.read(folder, new KameletCatalog(null), settings.secrets())
                .all()
                .iterator()
                .next();
        Instant now = Instant.now();
        try (Backfill backfill = Backfill.of(settings, channel)) {
            return backfill.run(
                    now.minus(Duration.ofHours(1)), now.minus(Duration.ofMinutes(3)), Scope.ALL, false, tally -> {});
        }
    }

    /** The time of day, shifted as a test likes. */
    private static final class Moved extends Clock {

        private volatile Duration offset;

        private Moved(Duration offset) {
            this.offset = offset;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Z");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
