package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
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
                .header("kafka.OVERRIDE_TOPIC", "elsewhere")
                .header("camelkafkaoverridetopic", "elsewhere")
                .header("ce_id", "forged"));
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        CloudEvent journaled = hub.awaitEvent(hub.topics().journal(hub.channel("acme-eu")), "P-6");
        assertThat(journaled.getId()).isEqualTo("msg_6");
        assertThat(journaled.getExtensionNames()).containsExactlyInAnyOrder("inboundkind", "traceparent");
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
