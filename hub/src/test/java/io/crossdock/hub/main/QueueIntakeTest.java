package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.amazon.AmazonSandbox;
import io.crossdock.sandbox.amazon.SqsSender;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue's message is deleted only once the journal has it. */
@OnBackbone({Part.KAFKA, Part.SQS})
class QueueIntakeTest {

    private static final String GENERIC = """
            channel: queued
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: sqs
              queueUrl: "{{env:SQS}}/000000000000/{{env:QUEUE}}"
              region: eu-west-1
              accessKey: key
              secretKey: secret
              endpoint: "{{env:SQS}}"
              overrideEndpoint: true
              visibilityTimeout: 3
              deliveryIdPointer: /id
              keyPointer: /key
            """;

    @TempDir
    Path folder;

    private final Backbone backbone;
    private final Map<String, String> environment = new HashMap<>();
    private TestHub hub;

    QueueIntakeTest(Backbone backbone) {
        this.backbone = backbone;
        environment.put("SQS", backbone.sqs().endpoint().toString());
    }

    @AfterEach
    void everythingEnds() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void a_message_is_journaled_then_deleted_and_its_attributes_steer_nothing() throws Exception {
        try (TestQueue queue = new TestQueue(backbone.sqs().endpoint(), "attributes")) {
            // given
            start("queued", GENERIC, "attributes");
            String body = "{\"id\": \"m-1\", \"key\": \"K-1\", \"text\": \"grün\"}";
            // when
            queue.send(
                    body,
                    Map.of(
                            "CamelKafkaOverrideTopic", "elsewhere",
                            "kafka.OVERRIDE_TOPIC", "elsewhere",
                            "KAFKA.override_topic", "elsewhere",
                            "CamelHttpUri", "http://elsewhere.example",
                            "camelhttpuri", "http://elsewhere.example",
                            "ce_type", "forged",
                            "ce_tenant", "forged",
                            "CamelAwsSqsReceiptHandle", "forged"));
            // then
            CloudEvent journaled = hub.awaitEvent(journal("queued"), "K-1");
            assertThat(journaled.getData().toBytes()).isEqualTo(body.getBytes(UTF_8));
            assertThat(journaled.getId()).isEqualTo("m-1");
            assertThat(journaled.getType()).isEqualTo("crossdock.inbound.v1");
            assertThat(journaled.getExtensionNames()).containsExactly("traceparent");
            await().atMost(Duration.ofSeconds(60)).until(() -> queue.size() == 0);
        }
    }

    @Test
    void while_the_journal_is_away_a_message_is_held_and_neither_received_again_nor_followed_by_others()
            throws Exception {
        try (TestQueue queue =
                TestQueue.settingAsideWhatComesTwice(backbone.sqs().endpoint(), "away")) {
            // given
            start("queued", GENERIC, "away");
            queue.send("{\"id\": \"m-1\", \"key\": \"first\"}", Map.of());
            hub.awaitEvent(journal("queued"), "first");
            await().until(() -> queue.size() == 0);
            // when
            backbone.kafka().pause();
            try {
                queue.send("{\"id\": \"m-2\", \"key\": \"second\"}", Map.of());
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> trouble("queued").equals("queue: the journal does not take records; 1 are held"));
                // Longer than a write is tried for, the message is hidden for, and the receiver waits for another.
                await().during(Duration.ofSeconds(7))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> queue.size() == 1);
                queue.send("{\"id\": \"m-3\", \"key\": \"third\"}", Map.of());
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> queue.visible() == 1);
            } finally {
                backbone.kafka().resume();
            }
            // then
            hub.awaitEvent(journal("queued"), "second");
            hub.awaitEvent(journal("queued"), "third");
            await().atMost(Duration.ofSeconds(60)).until(() -> queue.size() == 0);
            assertThat(queue.setAside()).isZero();
            await().until(() -> trouble("queued").isEmpty());
        }
    }

    @Test
    void a_hub_that_stops_while_the_journal_is_away_leaves_the_message_in_its_queue() throws Exception {
        try (TestQueue queue = new TestQueue(backbone.sqs().endpoint(), "stopped")) {
            // given
            start("queued", GENERIC, "stopped");
            queue.send("{\"id\": \"m-1\", \"key\": \"first\"}", Map.of());
            hub.awaitEvent(journal("queued"), "first");
            await().until(() -> queue.size() == 0);
            backbone.kafka().pause();
            try {
                queue.send("{\"id\": \"m-2\", \"key\": \"second\"}", Map.of());
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !trouble("queued").isEmpty());
                // when
                long beganNanos = System.nanoTime();
                hub.close();
                // then
                assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
                assertThat(queue.size()).isEqualTo(1);
            } finally {
                backbone.kafka().resume();
            }
        }
    }

    @Test
    void what_is_no_json_is_journaled_all_the_same_in_turn_with_the_rest() throws Exception {
        try (TestQueue queue = new TestQueue(backbone.sqs().endpoint(), "poison")) {
            // given
            start("queued", GENERIC, "poison");
            List<String> bodies = new ArrayList<>(List.of("no json", " ", "{\"id\": ", "[".repeat(10_000)));
            for (int i = 0; i < 30; i++) {
                bodies.add("{\"id\": \"m-" + i + "\", \"key\": \"K\"}");
            }
            // when
            bodies.forEach(body -> queue.send(body, Map.of()));
            // then
            await().atMost(Duration.ofSeconds(60)).until(() -> queue.size() == 0);
            assertThat(hub.events(journal("queued")))
                    .extracting(event -> new String(event.getData().toBytes(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(bodies);
        }
    }

    @Test
    void a_notification_of_a_marketplace_is_journaled_completed_and_translated() throws Exception {
        URI server = backbone.sqs().endpoint();
        Setup setup = Setup.of(
                "amazon", List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC());
        try (AmazonSandbox amazon = new AmazonSandbox(setup, SqsSender.toNewQueue(server, "amazon"));
                TestQueue queue = new TestQueue(server, "amazon")) {
            // given
            environment.put("AMAZON", amazon.url().toString());
            environment.put("CROSSDOCK_SECRET_CLIENT", amazon.credentials().clientSecret());
            environment.put("CROSSDOCK_SECRET_REFRESH", amazon.credentials().refreshToken());
            start(
                    "amazon-test",
                    """
                    channel: amazon-test
                    system: amazon
                    currency: EUR
                    locations: [hamburg]
                    properties:
                      url: "{{env:AMAZON}}"
                      tokenUrl: "{{env:AMAZON}}/auth/o2/token"
                      clientId: "%s"
                      clientSecret: "{{secret:client}}"
                      refreshToken: "{{secret:refresh}}"
                      sellerId: "%s"
                      marketplaceId: "%s"
                      queueUrl: "{{env:SQS}}/000000000000/{{env:QUEUE}}"
                      region: eu-west-1
                      accessKey: key
                      secretKey: secret
                      endpoint: "{{env:SQS}}"
                      overrideEndpoint: true
                    """.formatted(
                                    amazon.credentials().clientId(),
                                    amazon.credentials().sellerId(),
                                    amazon.marketplaceId()),
                    "amazon");
            // when
            String order = amazon.placeOrder(List.of(OrderLine.of("A-1", 2)));
            // then
            CloudEvent thin = hub.awaitEvent(
                    journal("amazon-test"), event -> "ORDER_CHANGE".equals(event.getExtension("inboundkind")));
            assertThat(thin.getSubject()).isEqualTo(order);
            assertThat(new String(thin.getData().toBytes(), UTF_8))
                    .isEqualTo(amazon.notifications().sent().get(0))
                    .contains("\"NotificationId\":\"" + thin.getId() + "\"");
            CloudEvent placed = hub.awaitEvent(hub.topics().orders(), "amazon-test:" + order);
            assertThat(placed.getType()).isEqualTo("crossdock.order.placed.v1");
            assertThat(placed.getExtension("traceparent")).isEqualTo(thin.getExtension("traceparent"));
            await().atMost(Duration.ofSeconds(60)).until(() -> queue.size() == 0);
        }
    }

    @Test
    void a_queue_whose_server_is_away_holds_up_no_other_channel() throws Exception {
        try (TestQueue queue = new TestQueue(backbone.sqs().endpoint(), "there")) {
            // given
            Files.writeString(
                    folder.resolve("stranded.channel.yaml"),
                    GENERIC.replace("channel: queued", "channel: stranded")
                            .replace("{{env:SQS}}", "http://127.0.0.1:" + closedPort()));
            // when
            start("queued", GENERIC, "there");
            queue.send("{\"id\": \"m-1\", \"key\": \"K-1\"}", Map.of());
            // then
            assertThat(hub.awaitEvent(journal("queued"), "K-1").getId()).isEqualTo("m-1");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> trouble("stranded").startsWith("queue: no answer ("));
        }
    }

    @Test
    void a_channel_may_be_named_as_if_it_belonged_to_an_erp() throws Exception {
        try (TestQueue queue = new TestQueue(backbone.sqs().endpoint(), "b2b")) {
            // given
            start("erp-b2b", GENERIC.replace("channel: queued", "channel: erp-b2b"), "b2b");
            // when
            queue.send("{\"id\": \"m-1\", \"key\": \"K-1\"}", Map.of());
            // then
            assertThat(hub.awaitEvent(journal("erp-b2b"), "K-1").getId()).isEqualTo("m-1");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start(String channel, String file, String queue) throws Exception {
        environment.put("QUEUE", queue);
        Files.writeString(folder.resolve(channel + ".channel.yaml"), file);
        hub = TestHub.start(backbone.kafka().bootstrapServers(), folder, environment);
    }

    private String trouble(String channel) throws Exception {
        return hub.health().trouble("channel-" + channel);
    }

    private String journal(String channel) {
        return hub.topics().journal(hub.channel(channel));
    }
}
