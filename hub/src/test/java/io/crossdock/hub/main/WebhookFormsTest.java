package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Odd forms of webhooks at a generic HMAC channel: kept byte for byte, or refused, and never interpreted. */
@OnBackbone(Part.KAFKA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookFormsTest {

    private static final String CHANNEL = """
            channel: forms
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: webhook
              scheme: hmac-sha256
              signatureHeader: X-Signature
              signaturePrefix: "sha256="
              encoding: hex
              secret: "{{secret:forms/new}}"
              previousSecret: "{{secret:forms/old}}"
              deliveryIdPointer: /id
              kindPointer: /type
              keyPointer: /key
            """;

    private static final Map<String, String> SECRETS =
            Map.of("CROSSDOCK_SECRET_FORMS_NEW", "new secret", "CROSSDOCK_SECRET_FORMS_OLD", "old secret");

    private final HttpClient http = HttpClient.newHttpClient();
    private TestHub hub;

    @BeforeAll
    void start(Backbone backbone, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("forms.channel.yaml"), CHANNEL);
        hub = TestHub.start(backbone.kafka().bootstrapServers(), folder, SECRETS);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void both_secrets_are_taken_while_one_is_rotated_and_no_third() throws Exception {
        assertThat(post(json("R-1"), "new secret")).isEqualTo(200);
        assertThat(post(json("R-2"), "old secret")).isEqualTo(200);
        assertThat(post(json("R-3"), "older secret")).isEqualTo(401);
        journaled("R-1");
        journaled("R-2");
        assertThat(hub.events(journal())).noneMatch(event -> "R-3".equals(event.getSubject()));
    }

    @Test
    void a_signature_that_stands_there_twice_proves_nothing() throws Exception {
        // given
        byte[] body = json("T-1");
        // when
        int status = send(request(body)
                .header("X-Signature", signature(body, "new secret"))
                .header("X-Signature", signature(body, "guess")));
        // then
        assertThat(status).isEqualTo(401);
    }

    @Test
    void a_body_that_is_not_utf8_is_kept_byte_for_byte_and_waits_in_the_dead_letters() throws Exception {
        // given
        byte[] body = HexFormat.of().parseHex("7b226b6579223a22fffe80c328a0a1227d0d0a00");
        // when
        int status = post(body, "new secret");
        // then
        assertThat(status).isEqualTo(200);
        String id = digestOf(body);
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), subjectOf(id));
        assertThat(letter.getData().toBytes()).isEqualTo(body);
        assertThat(letter.getExtension("failurekind")).isEqualTo("MALFORMED");
    }

    @Test
    void an_empty_body_is_kept_like_any_other_and_waits_in_the_dead_letters() throws Exception {
        // when
        int status = post(new byte[0], "new secret");
        // then
        assertThat(status).isEqualTo(200);
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), digestOf(new byte[0]));
        assertThat(letter.getExtension("failurekind")).isEqualTo("MALFORMED");
    }

    @Test
    void line_breaks_and_words_of_ours_in_an_id_stay_text() throws Exception {
        // given
        String body = "{\"id\": \"1\\r\\nce_type: forged\\u0000\\u2028\", \"key\": \"L-1\", \"type\": \"a\\tb\"}";
        // when
        int status = post(body.getBytes(UTF_8), "new secret");
        // then
        assertThat(status).isEqualTo(200);
        CloudEvent journaled = journaled("L-1");
        assertThat(journaled.getId()).isEqualTo("1__ce_type:_forged__");
        assertThat(journaled.getExtension("inboundkind")).isEqualTo("a_b");
        assertThat(journaled.getType()).isEqualTo("crossdock.inbound.v1");
    }

    @Test
    void an_id_without_end_is_cut() throws Exception {
        // given
        String body = "{\"id\": \"" + "9".repeat(100_000) + "\", \"key\": \"L-2\"}";
        // when
        int status = post(body.getBytes(UTF_8), "new secret");
        // then
        assertThat(status).isEqualTo(200);
        assertThat(journaled("L-2").getId()).isEqualTo("9".repeat(200));
    }

    /** Bytes that no compression makes smaller: producer, broker and topic must really hold it, twice. */
    @Test
    void a_body_of_exactly_the_limit_is_kept_and_so_is_its_dead_letter() throws Exception {
        // given
        byte[] body = new byte[1024 * 1024];
        new Random(1).nextBytes(body);
        // when
        int whole = post(body, "new secret");
        int chunked = send(HttpRequest.newBuilder(hub.webhook("forms"))
                .header("Content-Type", "application/json")
                .header("X-Signature", signature(body, "new secret"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        // then
        assertThat(List.of(whole, chunked)).containsOnly(200);
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), digestOf(body));
        assertThat(letter.getData().toBytes()).isEqualTo(body);
        assertThat(hub.events(journal()).stream().filter(event -> digestOf(body).equals(event.getId())))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getData().toBytes()).isEqualTo(body));
    }

    /** What {@code CROSSDOCK_MAX_BODY} allows at the most; our topics hold its dead letter, too. */
    @Test
    void the_largest_body_that_can_be_allowed_is_kept_and_so_is_its_dead_letter(Backbone backbone, @TempDir Path folder)
            throws Exception {
        // given
        byte[] body = new byte[2 * 1024 * 1024];
        new Random(2).nextBytes(body);
        Files.writeString(folder.resolve("forms.channel.yaml"), CHANNEL);
        Map<String, String> settings = new HashMap<>(SECRETS);
        settings.put("CROSSDOCK_MAX_BODY", Integer.toString(body.length));
        try (TestHub large = TestHub.start(backbone.kafka().bootstrapServers(), folder, settings)) {
            // when
            int status = send(HttpRequest.newBuilder(large.webhook("forms"))
                    .header("Content-Type", "application/json")
                    .header("X-Signature", signature(body, "new secret"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            // then
            assertThat(status).isEqualTo(200);
            assertThat(large.awaitEvent(large.topics().deadLetters(), digestOf(body))
                            .getData()
                            .toBytes())
                    .isEqualTo(body);
        }
    }

    @Test
    void one_byte_more_is_refused_with_and_without_a_length() throws Exception {
        // given
        byte[] body = new byte[1024 * 1024 + 1];
        // when
        int whole = post(body, "new secret");
        int chunked = send(HttpRequest.newBuilder(hub.webhook("forms"))
                .header("Content-Type", "application/json")
                .header("X-Signature", signature(body, "new secret"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        // then
        assertThat(List.of(whole, chunked)).containsOnly(413);
    }

    @Test
    void an_unsigned_request_for_a_channel_that_is_not_there_is_not_found() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.webhook("nobody"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    private CloudEvent journaled(String key) {
        return hub.awaitEvent(journal(), key);
    }

    private String journal() {
        return hub.topics().journal(hub.channel("forms"));
    }

    /** What cannot be read has no key; the digest of the body, its id, stands for it. */
    private static String digestOf(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String subjectOf(String id) {
        return hub.awaitEvent(journal(), event -> event.getId().equals(id)).getSubject();
    }

    private static byte[] json(String key) {
        return ("{\"id\": \"" + key + "\", \"key\": \"" + key + "\"}").getBytes(UTF_8);
    }

    private int post(byte[] body, String secret) throws Exception {
        return send(request(body).header("X-Signature", signature(body, secret)));
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(hub.webhook("forms"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(byte[] body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
