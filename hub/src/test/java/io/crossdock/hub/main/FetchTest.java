package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.square.SquareSandbox;
import io.crossdock.sandbox.webhook.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till's webhooks only name a sale; what they name is fetched, journaled and translated. */
@OnBackbone(Part.KAFKA)
class FetchTest {

    private static final String CHANNEL = """
            channel: till
            system: square
            currency: EUR
            locations: {lyon: "%s"}
            properties: {url: "%s", accessToken: "%s", secret: "%s"}
            """;
    private static final String GET_ORDER = "RetrieveOrder";

    @TempDir
    Path folder;

    private final Backbone backbone;
    private SquareSandbox till;
    private TestHub hub;

    FetchTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aTillAndAHub() throws Exception {
        till = new SquareSandbox(Setup.of(
                "till", List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC()));
        Files.writeString(
                folder.resolve("till.channel.yaml"),
                CHANNEL.formatted(till.locationIds().get(0), till.url(), till.accessToken(), till.signatureKey()));
        hub = TestHub.start(backbone.kafka().bootstrapServers(), folder, Map.of());
        till.webhooks().to(hub.webhook("till"));
    }

    @AfterEach
    void everythingEnds() {
        hub.close();
        till.close();
    }

    @Test
    void what_was_fetched_is_journaled_and_translated() {
        // when
        String sale = till.sell(List.of(OrderLine.of("A-1", 2)));
        // then
        CloudEvent moved = hub.awaitEvent(hub.topics().stock(), "A-1");
        assertThat(moved.getType()).isEqualTo("crossdock.stock.moved.v1");
        CloudEvent fetched = fetched(sale);
        assertThat(new String(fetched.getData().toBytes(), UTF_8)).contains("\"line_items\"");
        assertThat(fetched.getExtension("traceparent")).isEqualTo(moved.getExtension("traceparent"));
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_system_that_is_away_gets_the_whole_batch_again_until_it_answers() throws Exception {
        // given
        till.faults().fail(GET_ORDER, 3, 503);
        // when
        String sale = till.sell(List.of(OrderLine.of("A-1", 1)));
        // then
        hub.awaitEvent(hub.topics().stock(), "A-1");
        fetched(sale);
        assertThat(till.faults().happened(Faults.Kind.FAIL)).isEqualTo(3);
        assertThat(letters()).isEmpty();
    }

    @Test
    void while_a_system_is_away_its_channel_tells_so_and_the_hub_stays_ready() throws Exception {
        // given
        till.faults().fail(GET_ORDER, Faults.UNTIL_HEALED, 503);
        // when
        till.sell(List.of(OrderLine.of("A-1", 1)));
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.health().trouble("channel-till").contains("square RetrieveOrder: status 503"));
        assertThat(hub.health().status()).isEqualTo("UP");
        // when
        till.faults().heal();
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.health().trouble("channel-till").isEmpty());
    }

    @Test
    void an_order_that_nobody_has_waits_in_the_dead_letters_and_holds_up_no_other() {
        // given
        String unknown = "{\"type\":\"order.updated\",\"event_id\":\"e-1\",\"data\":{\"id\":\"GONE\",\"object\":"
                + "{\"order_updated\":{\"order_id\":\"GONE\",\"version\":2,\"state\":\"COMPLETED\"}}}}";
        // when
        till.webhooks().send(new Webhook("e-1", "order.updated", unknown.getBytes(UTF_8), Instant.now()));
        till.sell(List.of(OrderLine.of("A-1", 1)));
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "GONE");
        assertThat(letter.getExtension("failurekind")).isNotIn("THROTTLED", "UNAVAILABLE");
        assertThat(letter.getData().toBytes()).isEqualTo(unknown.getBytes(UTF_8));
        hub.awaitEvent(hub.topics().stock(), "A-1");
    }

    private CloudEvent fetched(String sale) {
        return hub.awaitEvent(
                journal(),
                event -> sale.equals(event.getSubject()) && "order".equals(event.getExtension("inboundkind")));
    }

    private String journal() {
        return hub.topics().journal(hub.channel("till"));
    }

    private List<CloudEvent> letters() {
        return hub.events(hub.topics().deadLetters());
    }
}
