package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A partner's signed webhooks through a whole hub on a real broker, by nothing but a Kamelet and a channel file. */
@OnBackbone(Part.KAFKA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeTest {

    private static final String SECRET = AcmeSender.SECRET;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestHub hub;
    private AcmeSender acme;

    @BeforeAll
    void start(Backbone backbone) throws Exception {
        hub = TestHub.start(
                backbone.kafka().bootstrapServers(),
                Path.of("src/test/resources/channels"),
                Map.of("CROSSDOCK_SECRET_ACME_WEBHOOK", SECRET));
        acme = new AcmeSender(hub.webhook("acme-eu"));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void a_signed_order_is_journaled_byte_for_byte_and_becomes_a_canonical_event() throws Exception {
        // when
        int status = acme.post(AcmeSender.order("P-1"), "msg_1", SECRET);
        // then
        assertThat(status).isEqualTo(200);
        CloudEvent journaled = hub.awaitEvent(hub.topics().journal(hub.channel("acme-eu")), "P-1");
        assertThat(new String(journaled.getData().toBytes())).isEqualTo(AcmeSender.order("P-1"));
        assertThat(journaled.getId()).isEqualTo("msg_1");
        CloudEvent event = hub.awaitEvent(hub.topics().orders(), "acme-eu:P-1");
        assertThat(event.getType()).isEqualTo("crossdock.order.placed.v1");
        assertThat(event.getExtension("traceparent")).isEqualTo(journaled.getExtension("traceparent"));
    }

    @Test
    void whoever_cannot_sign_is_refused_and_leaves_no_trace() throws Exception {
        // when
        int status = acme.post(AcmeSender.order("P-2"), "msg_2", "whsec_" + "A".repeat(32));
        int sound = acme.post(AcmeSender.order("P-3"), "msg_3", SECRET);
        // then
        assertThat(status).isEqualTo(401);
        assertThat(sound).isEqualTo(200);
        hub.awaitEvent(hub.topics().journal(hub.channel("acme-eu")), "P-3");
        assertThat(hub.events(hub.topics().journal(hub.channel("acme-eu"))))
                .noneMatch(event -> "P-2".equals(event.getSubject()));
    }

    @Test
    void poison_waits_whole_in_the_dead_letters_and_holds_up_nobody() throws Exception {
        // given
        String poison = "{\"type\": \"order.placed\", \"data\": {\"ref\": \"P-4\"}}";
        // when
        assertThat(acme.post(poison, "msg_4", SECRET)).isEqualTo(200);
        assertThat(acme.post(AcmeSender.order("P-5"), "msg_5", SECRET)).isEqualTo(200);
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "P-4");
        assertThat(new String(letter.getData().toBytes())).isEqualTo(poison);
        assertThat(letter.getExtension("failurekind")).isEqualTo("UNMAPPABLE");
        assertThat(letter.getExtension("inboundid")).isEqualTo("msg_4");
        hub.awaitEvent(hub.topics().orders(), "acme-eu:P-5");
    }

    @Test
    void headers_of_a_stranger_steer_nothing() throws Exception {
        // when
        HttpResponse<String> answer = acme.send(acme.signed(AcmeSender.order("P-6"), "msg_6", SECRET)
                .header("CamelHttpUri", "http://127.0.0.1:1/")
                .header("CAMELhttpPATH", "/in/other")
                .header("kafka.OVERRIDE_TOPIC", "elsewhere")
                .header("KAFKA.override_topic", "elsewhere")
                .header("kafka.KEY", "elsewhere")
                .header("kafka.PARTITION_KEY", "99")
                .header("CamelKafkaOverrideTopic", "elsewhere")
                .header("camelkafkaoverridetopic", "elsewhere")
                .header("CamelKafkaKey", "elsewhere")
                .header("CamelAwsSqsReceiptHandle", "handle")
                .header("CamelFileName", "../../elsewhere")
                .header("Long-Running-Action", "http://127.0.0.1:1/")
                .header("ce_id", "forged")
                .header("CE_ID", "forged")
                .header("ce_source", "/channels/other")
                .header("ce_evil", "forged")
                .header("traceparent", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01"));
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        ConsumerRecord<byte[], byte[]> journaled = journaled("P-6");
        assertThat(new String(journaled.key(), UTF_8)).isEqualTo("P-6");
        assertThat(texts(journaled.headers()))
                .containsEntry("ce_id", "msg_6")
                .containsEntry("ce_source", "/channels/acme-eu")
                .containsEntry("ce_type", "crossdock.inbound.v1")
                .containsEntry("ce_inboundkind", "order.placed")
                .containsEntry("content-type", "application/json")
                .containsOnlyKeys(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_subject",
                        "ce_time",
                        "ce_inboundkind",
                        "ce_traceparent",
                        "content-type")
                .doesNotContainValue("forged");
        assertThat(journaled.headers().toArray()).hasSize(9);
        assertThat(texts(journaled.headers()).get("ce_traceparent")).doesNotContain("1".repeat(32));
    }

    /** The HTTP decoder may refuse them or take them for texts; a record's headers are ours either way. */
    @Test
    void line_breaks_in_headers_make_no_header() throws Exception {
        // given
        String order = AcmeSender.order("P-7");
        StringBuilder request = new StringBuilder("POST /in/acme-eu HTTP/1.1\r\nHost: hub\r\n");
        acme.signed(order, "msg_7", SECRET).build().headers().map().forEach((name, values) -> request.append(name)
                .append(": ")
                .append(values.get(0))
                .append("\r\n"));
        request.append("Content-Length: ").append(order.getBytes(UTF_8).length).append("\r\n");
        // when
        int folded = raw(request + "X-A: 1\r\n ce_id: forged\r\n\r\n" + order);
        int bare = raw(request + "X-A: 1\rce_id: forged\r\n\r\n" + order);
        int empty = raw(request + ": forged\r\n\r\n" + order);
        int nul = raw(request + "X-A\0: forged\r\n\r\n" + order);
        // then
        assertThat(List.of(folded, bare, empty, nul)).allMatch(status -> status == 200 || status == 400);
        assertThat(acme.post(AcmeSender.order("P-8"), "msg_8", SECRET)).isEqualTo(200);
        journaled("P-8");
        assertThat(hub.records(journal())).allSatisfy(record -> assertThat(texts(record.headers()))
                .doesNotContainKeys("X-A", "ce_id: forged")
                .extractingByKey("ce_id")
                .asString()
                .startsWith("msg_"));
    }

    /** So that duplicates are known for what they are further on. */
    @Test
    void a_repeat_is_journaled_under_the_same_delivery_id() throws Exception {
        // when
        assertThat(acme.post(AcmeSender.order("P-9"), "msg_9", SECRET)).isEqualTo(200);
        assertThat(acme.post(AcmeSender.order("P-9"), "msg_9", SECRET)).isEqualTo(200);
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.events(journal()).stream()
                                .filter(event -> "msg_9".equals(event.getId()))
                                .count()
                        == 2);
    }

    private int raw(String request) throws IOException {
        try (Socket socket =
                new Socket(hub.webhook("").getHost(), hub.webhook("").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, UTF_8).substring(9));
        }
    }

    private String journal() {
        return hub.topics().journal(hub.channel("acme-eu"));
    }

    private ConsumerRecord<byte[], byte[]> journaled(String subject) {
        hub.awaitEvent(journal(), subject);
        return hub.records(journal()).stream()
                .filter(record -> subject.equals(texts(record.headers()).get("ce_subject")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }

    @Test
    void only_posts_of_json_within_the_limit_are_read() throws Exception {
        // given
        URI url = hub.webhook("acme-eu");
        // when
        int get = http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        int xml = http.send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", "text/xml")
                                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        int huge = acme.post("\"" + "x".repeat(1024 * 1024) + "\"", "msg_7", SECRET);
        // then
        assertThat(get).isEqualTo(405);
        assertThat(xml).isEqualTo(415);
        assertThat(huge).isEqualTo(413);
    }
}
