package io.crossdock.marketplaces.ebay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.crossdock.conformance.Contracts;
import io.crossdock.conformance.SentRequest;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.signature.PublishedKeys.Client;
import io.crossdock.spi.signature.SignatureSchemes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EbaySignatureTest {

    private static final String HEADER = "X-EBAY-SIGNATURE";
    private static final String KEY_ID = "9936261a-0000-4000-8000-96ccb428af49";
    private static final String BODY = "{\"metadata\":{\"topic\":\"A B\"},\"notification\":{\"note\":\"\\\" Größe\"}}";
    private static final String TOKEN = "an_example-verification_token_0123456789";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyPair KEYS = keyPair("secp256r1");
    private static final EbayKeys PUBLISHED = new EbayKeys(
            "https://api.ebay.com/commerce/notification/v1/public_key",
            new Client("https://api.ebay.com/identity/v1/oauth2/token", "app", "cert", "scope"));

    private final List<String> asked = new ArrayList<>();
    private final EbaySignature scheme = new EbaySignature(id -> {
        asked.add(id);
        return id.equals(KEY_ID) ? Optional.of(KEYS.getPublic()) : Optional.empty();
    });

    @Test
    void a_message_signed_by_the_key_that_it_names_verifies() {
        assertThat(verifies(sent(BODY, sign(BODY)))).isTrue();
    }

    @Test
    void blanks_between_tokens_are_not_signed_and_those_in_texts_are() {
        // given
        String pretty = BODY.replace("{\"metadata\":", "{\r\n\t\"metadata\" : ") + "\n";
        // then
        assertThat(verifies(sent(pretty, sign(BODY)))).isTrue();
        assertThat(verifies(sent(pretty, sign(pretty)))).isFalse();
        assertThat(verifies(sent(BODY.replace("A B", "AB"), sign(BODY)))).isFalse();
        assertThat(verifies(sent(BODY.replace("\\\" G", "\\\"G"), sign(BODY)))).isFalse();
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        byte[] signature = sign(BODY);
        SentRequest good = sent(BODY, signature);
        // then
        assertThat(changed(good.body())).noneMatch(body -> verifies(good.withBody(body)));
        assertThat(changed(signature)).noneMatch(other -> verifies(sent(BODY, other)));
        for (int length : new int[] {0, 1, 8, signature.length - 1, signature.length + 1, 200}) {
            assertThat(verifies(sent(BODY, Arrays.copyOf(signature, length)))).isFalse();
        }
    }

    @Test
    void a_key_that_nobody_published_proves_nothing() {
        assertThat(verifies(SentRequest.of(BODY, Map.of(HEADER, header("another-key", sign(BODY))))))
                .isFalse();
        assertThat(asked).containsExactly("another-key");
    }

    @Test
    void what_cannot_be_told_now_is_neither_taken_nor_refused() {
        // given
        EbaySignature cutOff = new EbaySignature(id -> {
            throw Failure.unavailable("ebay", "getPublicKey", "no answer", null);
        });
        // then
        assertThatThrownBy(() -> cutOff.verifies(sent(BODY, sign(BODY)), List.of(TOKEN), NOW))
                .isInstanceOf(Failure.class);
    }

    @Test
    void an_odd_header_is_only_not_verified_and_asks_for_no_key() {
        // given
        String signature = Base64.getEncoder().encodeToString(sign(BODY));
        List<String> odd = List.of(
                "",
                "*",
                base64(""),
                base64("null"),
                base64("[]"),
                base64("{}"),
                base64("\"text\""),
                base64("{\"kid\":\"" + KEY_ID + "\"}"),
                base64("{\"signature\":\"" + signature + "\"}"),
                base64("{\"kid\":7,\"signature\":[]}"),
                base64("{\"kid\":\"../token\",\"signature\":\"" + signature + "\"}"),
                base64("{\"kid\":\"" + "k".repeat(65) + "\",\"signature\":\"" + signature + "\"}"),
                base64("{\"kid\":\"a\",\"kid\":\"" + KEY_ID + "\",\"signature\":\"" + signature + "\"}"),
                base64("{\"kid\":\"" + KEY_ID + "\",\"signature\":\"" + signature + "\"} x"),
                base64("{\"kid\":\"" + KEY_ID + "\",\"signature\":\"*\"}"),
                base64("[".repeat(3000)),
                header(KEY_ID, sign(BODY)).substring(1));
        // then
        assertThat(odd).noneMatch(header -> verifies(SentRequest.of(BODY, Map.of(HEADER, header))));
        assertThat(verifies(SentRequest.of(BODY, Map.of()))).isFalse();
        assertThat(asked).isEmpty();
    }

    /** The message and the key lie in the contracts; eBay's SDKs publish the signature with them (read 2026-11-26). */
    @Test
    void the_vector_of_the_sdks_verifies() {
        // given
        byte[] message = Contracts.read("ebay/samples/notification_marketplace_account_deletion.json");
        Map<String, PublicKey> keys = PUBLISHED.read(
                KEY_ID, new Answer(200, "application/json", Contracts.read("ebay/samples/public_key_response.json")));
        byte[] signature = HexFormat.of()
                .parseHex("30460221009fc5f216bb199670805027d739fd7ee218326ab364421ac0446808e29f2aeb"
                        + "7c022100857ac06713881b95e4a25489fda1a24cab2fe43db2c1e469dfa6c769c4136e70");
        EbaySignature theirs = new EbaySignature(id -> Optional.ofNullable(keys.get(id)));
        SentRequest request = new SentRequest("", Map.of(HEADER, header(KEY_ID, signature)), message);
        // then
        assertThat(theirs.verifies(request, List.of(), NOW)).isTrue();
        message[60] ^= 1;
        assertThat(theirs.verifies(request, List.of(), NOW)).isFalse();
    }

    @Test
    void a_published_key_is_read_and_an_unknown_id_is_no_failure() {
        // given
        String pem = "-----BEGIN PUBLIC KEY-----"
                + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()) + "-----END PUBLIC KEY-----";
        // then
        assertThat(read(200, "{\"key\":\"" + pem + "\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}"))
                .containsExactly(entry(KEY_ID, KEYS.getPublic()));
        assertThat(read(404, "{\"errors\":[{\"errorId\":195001}]}")).isEmpty();
        assertThat(PUBLISHED.request(KEY_ID).path()).isEqualTo("/" + KEY_ID);
        assertThat(PUBLISHED.areTogether()).isFalse();
    }

    @Test
    void an_answer_that_does_not_tell_is_a_failure() {
        // given
        String other = Base64.getEncoder()
                .encodeToString(keyPair("secp384r1").getPublic().getEncoded());
        // then
        for (String body : List.of(
                "<html>",
                "{}",
                "{\"key\":\"" + other + "\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}",
                "{\"key\":\"*\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}",
                "{\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}",
                "{\"key\":\"x\",\"algorithm\":\"ECDSA\",\"digest\":\"MD5\"}")) {
            assertThatThrownBy(() -> read(200, body)).as(body).isInstanceOf(Failure.class);
        }
        assertThatThrownBy(() -> read(409, "")).isInstanceOf(Failure.class);
    }

    /** Digest of the three texts, worked out apart from the code under test. */
    @Test
    void a_challenge_is_answered_by_the_digest_of_code_token_and_url() throws Exception {
        // given
        String code = "a8628072-3d33-45ee-9004-bee86830a22d";
        String url = "https://hub.example/in/ebay-de";
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest((code + TOKEN + url).getBytes(StandardCharsets.UTF_8)));
        // then
        assertThat(scheme.challenge().orElseThrow().answer(code, TOKEN, url))
                .contains("{\"challengeResponse\":\"" + digest + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nb", "ä", "<script>", "../x"})
    void a_code_that_ebay_would_not_send_is_not_answered(String code) {
        assertThat(scheme.challenge().orElseThrow().answer(code, TOKEN, "https://hub.example"))
                .isEmpty();
        assertThat(scheme.challenge().orElseThrow().answer("x".repeat(129), TOKEN, "https://hub.example"))
                .isEmpty();
    }

    @Test
    void settings_are_told_what_they_lack() {
        assertThat(SignatureSchemes.mistakes("ebay", Map.of("secret", TOKEN, "clientId", "app", "clientSecret", "c")))
                .isEmpty();
        assertThat(SignatureSchemes.mistakes("ebay", Map.of("secret", "too short", "previousSecret", TOKEN)))
                .containsOnly(
                        entry("clientId", "is missing; scheme 'ebay' needs it"),
                        entry("clientSecret", "is missing; scheme 'ebay' needs it"),
                        entry("previousSecret", "is not used by scheme 'ebay'"),
                        entry(
                                "secret",
                                "the verification token must be 32 to 80 letters, digits, underscores and dashes"));
    }

    private static Map<String, PublicKey> read(int status, String body) {
        return PUBLISHED.read(KEY_ID, new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean verifies(SentRequest request) {
        return scheme.verifies(request, List.of(TOKEN), NOW);
    }

    private static SentRequest sent(String body, byte[] signature) {
        return SentRequest.of(body, Map.of(HEADER, header(KEY_ID, signature)));
    }

    private static String header(String keyId, byte[] signature) {
        return base64("{\"alg\":\"ecdsa\",\"kid\":\"" + keyId + "\",\"signature\":\""
                + Base64.getEncoder().encodeToString(signature) + "\",\"digest\":\"SHA1\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<byte[]> changed(byte[] bytes) {
        return IntStream.range(0, bytes.length * 8)
                .mapToObj(bit -> {
                    byte[] changed = bytes.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    return changed;
                })
                .toList();
    }

    private static byte[] sign(String content) {
        try {
            Signature signing = Signature.getInstance("SHA1withECDSA");
            signing.initSign(KEYS.getPrivate());
            signing.update(content.getBytes(StandardCharsets.UTF_8));
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
