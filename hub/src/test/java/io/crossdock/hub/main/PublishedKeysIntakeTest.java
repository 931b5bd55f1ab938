package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.http.FakeSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks that are verified by keys which their system publishes, from the sender's request to the journal. */
@OnBackbone(Part.KAFKA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedKeysIntakeTest {

    private static final String HEAD = """
            channel: %1$s
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: webhook
              keyPointer: /key
            """;
    private static final String EBAY = HEAD + """
              scheme: ebay
              publicUrl: "https://hub.example/in/%1$s"
              secret: "{{secret:ebay/token}}"
              clientId: app
              clientSecret: "{{secret:ebay/cert}}"
              tokenUrl: "{{env:KEY_SERVER}}/token"
              keysUrl: "{{env:KEY_SERVER}}/public_key"
              deliveryIdPointer: /key
            """;
    private static final String SHIPENGINE = HEAD + """
              scheme: shipengine
              keysUrl: "{{env:KEY_SERVER}}/%2$s"
            """;
    private static final String TOKEN = "an_example-verification_token_0123456789";
    private static final String EC_ID = "9936261a-0000-4000-8000-96ccb428af49";

    private final FakeSystem server = new FakeSystem();
    private final HttpClient http = HttpClient.newHttpClient();
    private KeyPair ec;
    private KeyPair rsa;
    private TestHub hub;

    @BeforeAll
    void start(Backbone backbone, @TempDir Path folder) throws Exception {
        ec = keyPair("EC");
        rsa = keyPair("RSA");
        server.answers(this::serve);
        Files.writeString(folder.resolve("a.channel.yaml"), EBAY.formatted("ebay-de"));
        Files.writeString(folder.resolve("b.channel.yaml"), EBAY.formatted("ebay-us"));
        Files.writeString(folder.resolve("c.channel.yaml"), SHIPENGINE.formatted("ship", "jwks"));
        Files.writeString(folder.resolve("d.channel.yaml"), SHIPENGINE.formatted("cut-off", "nothing"));
        hub = TestHub.start(
                backbone.kafka().bootstrapServers(),
                folder,
                Map.of(
                        "CROSSDOCK_SECRET_EBAY_TOKEN",
                        TOKEN,
                        "CROSSDOCK_SECRET_EBAY_CERT",
                        "cert",
                        "KEY_SERVER",
                        server.url("")),
                Role.INGEST);
    }

    @AfterAll
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void a_system_that_asks_first_is_answered_by_the_digest_of_its_code_our_token_and_the_url() throws Exception {
        // given
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(("a8628072-3d33" + TOKEN + "https://hub.example/in/ebay-de")
                                .getBytes(StandardCharsets.UTF_8)));
        // when
        HttpResponse<String> answer = get("ebay-de", "?challenge_code=a8628072-3d33");
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"challengeResponse\":\"" + digest + "\"}");
    }

    @Test
    void other_gets_are_refused() throws Exception {
        for (String query : List.of(
                "",
                "?challenge_code=",
                "?challenge_code=a%20b",
                "?challenge_code=%3Cscript%3E",
                "?challenge_code=" + "x".repeat(129),
                "?challenge_code=a&challenge_code=b",
                "?code=a")) {
            HttpResponse<String> answer = get("ebay-de", query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).isEmpty();
        }
        HttpResponse<String> unasked = get("ship", "?challenge_code=a8628072-3d33");
        assertThat(unasked.statusCode()).isEqualTo(405);
        assertThat(unasked.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void a_message_is_verified_by_a_key_that_is_fetched_once_for_an_application_token() throws Exception {
        // when
        int first = repeated(() -> ebay("ebay-de", "E-1", EC_ID, body("E-1")));
        int second = ebay("ebay-de", "E-2", EC_ID, body("E-2"));
        int forged = ebay("ebay-de", "E-3", EC_ID, body("E-4"));
        // then
        assertThat(List.of(first, second, forged)).containsExactly(200, 200, 401);
        hub.awaitEvent(journal("ebay-de"), "E-2");
        assertThat(hub.events(journal("ebay-de")))
                .extracting(event -> event.getSubject())
                .containsExactlyInAnyOrder("E-1", "E-2");
        List<FakeSystem.Asked> keys = asked("/public_key/" + EC_ID);
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).headers()).containsEntry("authorization", "Bearer t1");
        FakeSystem.Asked token = asked("/token").get(0);
        assertThat(token.headers()).containsEntry("authorization", "Basic YXBwOmNlcnQ=");
        assertThat(token.body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials", "scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope");
    }

    @Test
    void ids_that_a_stranger_makes_up_are_not_taken_and_make_no_storm() throws Exception {
        // when
        for (int i = 0; i < 50; i++) {
            assertThat(ebay("ebay-us", "M-" + i, "made-up-" + i, body("M-" + i)))
                    .isIn(401, 503);
        }
        // then
        assertThat(server.asked().stream().filter(asked -> asked.uri().startsWith("/public_key/made-up")))
                .hasSizeLessThan(10);
        assertThat(hub.events(journal("ebay-us"))).isEmpty();
    }

    @Test
    void a_message_is_verified_by_a_key_of_the_set_that_its_system_publishes() throws Exception {
        // when
        int sound =
                repeated(() -> ship("ship", "rsa-1", Instant.now(), body("S-1")).statusCode());
        int old = ship("ship", "rsa-1", Instant.now().minusSeconds(310), body("S-2"))
                .statusCode();
        // then
        assertThat(List.of(sound, old)).containsExactly(200, 401);
        hub.awaitEvent(journal("ship"), "S-1");
        assertThat(asked("/jwks")).hasSize(1);
        assertThat(hub.events(journal("ship"))).hasSize(1);
    }

    @Test
    void what_cannot_be_verified_now_is_not_taken_and_the_sender_is_told_to_come_again() throws Exception {
        // when
        HttpResponse<String> answer = ship("cut-off", "rsa-1", Instant.now(), body("C-1"));
        // then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(hub.events(journal("cut-off"))).isEmpty();
        assertThat(hub.metrics()).contains("channel=\"cut-off\",reason=\"keys\"");
    }

    private void serve(HttpExchange exchange, FakeSystem.Asked asked) throws IOException {
        switch (asked.uri()) {
            case "/token" -> FakeSystem.answer(exchange, 200, "{\"access_token\":\"t1\",\"expires_in\":7200}");
            case "/public_key/" + EC_ID ->
                FakeSystem.answer(
                        exchange,
                        200,
                        "{\"key\":\"-----BEGIN PUBLIC KEY-----"
                                + base64(ec.getPublic().getEncoded())
                                + "-----END PUBLIC KEY-----\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}");
            case "/jwks" -> FakeSystem.answer(exchange, 200, jwks());
            case "/nothing" -> FakeSystem.answer(exchange, 503, "");
            default -> FakeSystem.answer(exchange, 404, "{\"errors\":[{\"errorId\":195001}]}");
        }
    }

    private String jwks() {
        RSAPublicKey key = (RSAPublicKey) rsa.getPublic();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"rsa-1\",\"n\":\""
                + url.encodeToString(key.getModulus().toByteArray()) + "\",\"e\":\""
                + url.encodeToString(key.getPublicExponent().toByteArray()) + "\"}]}";
    }

    private int ebay(String channel, String signed, String keyId, String body) throws Exception {
        Signature signing = Signature.getInstance("SHA1withECDSA");
        signing.initSign(ec.getPrivate());
        signing.update(body(signed).getBytes(StandardCharsets.UTF_8));
        String header = base64(("{\"alg\":\"ecdsa\",\"kid\":\"" + keyId + "\",\"signature\":\"" + base64(signing.sign())
                        + "\",\"digest\":\"SHA1\"}")
                .getBytes(StandardCharsets.UTF_8));
        return send(post(channel, body).header("X-EBAY-SIGNATURE", header)).statusCode();
    }

    private HttpResponse<String> ship(String channel, String keyId, Instant at, String body) throws Exception {
        Signature signing = Signature.getInstance("SHA256withRSA");
        signing.initSign(rsa.getPrivate());
        signing.update((at + "." + body).getBytes(StandardCharsets.UTF_8));
        return send(post(channel, body)
                .header("x-shipengine-rsa-sha256-signature", base64(signing.sign()))
                .header("x-shipengine-timestamp", at.toString())
                .header("x-shipengine-rsa-sha256-key-id", keyId));
    }

    private HttpRequest.Builder post(String channel, String body) {
        return HttpRequest.newBuilder(hub.webhook(channel))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String channel, String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(hub.webhook(channel) + query)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As every sender does that is told to come again. */
    private static int repeated(Callable<Integer> sending) {
        return await().atMost(Duration.ofSeconds(60)).until(sending, status -> status != 503);
    }

    private List<FakeSystem.Asked> asked(String uri) {
        return server.asked().stream().filter(asked -> asked.uri().equals(uri)).toList();
    }

    private String journal(String channel) {
        return hub.topics().journal(hub.channel(channel));
    }

    private static String body(String key) {
        return "{\"key\":\"" + key + "\"}";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KeyPair keyPair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }
}
