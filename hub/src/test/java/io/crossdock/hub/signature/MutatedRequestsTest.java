package io.crossdock.hub.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.signature.Senders.Sender;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignatureSchemes;
import io.crossdock.spi.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Requests that somebody changed on their way, of every scheme: none is taken. The long form tries 100,000. */
class MutatedRequestsTest {

    private static final long SEED = 20260102;
    private static final int TRIALS = Boolean.getBoolean("crossdock.long") ? 100_000 : 10_000;
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] BODY = "{\"id\":\"evt_1\",\"type\":\"order.placed\",\"note\":\"Gr\u00f6\u00dfe 42\"}"
            .getBytes(StandardCharsets.UTF_8);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=.,-_ ";

    private final Random random = new Random(SEED);

    private record Sent(Map<String, String> headers, byte[] body) implements SignedRequest {

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public String registeredUrl() {
            return Senders.URL;
        }
    }

    @Test
    void every_scheme_has_its_sender_here_and_its_name_in_the_kamelet() {
        assertThat(Senders.BY_SCHEME.keySet()).containsExactlyElementsOf(SignatureSchemes.names());
        assertThat(new KameletCatalog(null)
                        .named("webhook-source")
                        .orElseThrow()
                        .parameters()
                        .get("scheme")
                        .allowed())
                .containsExactlyElementsOf(SignatureSchemes.names());
    }

    @Test
    void an_honest_request_is_taken_and_a_changed_one_never() throws GeneralSecurityException {
        // given
        List<String> names = SignatureSchemes.names();
        List<SignatureScheme> schemes =
                names.stream().map(MutatedRequestsTest::scheme).toList();
        List<Sent> honest = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Sender sender = Senders.BY_SCHEME.get(names.get(i));
            honest.add(sent(sender, NOW));
            assertThat(schemes.get(i).verifies(honest.get(i), secrets(sender), NOW))
                    .as(names.get(i))
                    .isTrue();
        }
        List<String> taken = new ArrayList<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            int i = trial % names.size();
            Sender sender = Senders.BY_SCHEME.get(names.get(i));
            // when
            Sent changed = changed(names.get(i), sender, honest.get(i));
            // then
            if (schemes.get(i).verifies(changed, secrets(sender), NOW)) {
                taken.add("trial " + trial + " of seed " + SEED + ", " + names.get(i) + ": " + changed.headers() + " "
                        + Arrays.toString(changed.body()));
            }
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void what_one_sender_signed_is_worth_nothing_to_any_other_scheme() throws GeneralSecurityException {
        for (String name : SignatureSchemes.names()) {
            for (Map.Entry<String, Sender> other : Senders.BY_SCHEME.entrySet()) {
                Sender sender = Senders.BY_SCHEME.get(name);
                boolean isSame = sent(other.getValue(), NOW)
                        .headers()
                        .keySet()
                        .equals(sent(sender, NOW).headers().keySet());
                if (!other.getKey().equals(name) && !isSame) {
                    assertThat(scheme(name).verifies(sent(other.getValue(), NOW), secrets(sender), NOW))
                            .as("%s by %s", name, other.getKey())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_secret_of_nobodys_proves_nothing() throws GeneralSecurityException {
        for (String name : SignatureSchemes.names()) {
            Sender sender = Senders.BY_SCHEME.get(name);
            SignatureScheme scheme =
                    SignatureSchemes.named(name, sender.settings(), published -> id -> Optional.empty());
            assertThat(scheme.verifies(sent(sender, NOW), List.of("another secret", ""), NOW))
                    .as(name)
                    .isFalse();
            assertThat(scheme.verifies(sent(sender, NOW), List.of(), NOW))
                    .as(name)
                    .isFalse();
        }
    }

    private Sent changed(String name, Sender sender, Sent honest) throws GeneralSecurityException {
        int kinds = sender.signsTime() ? 4 : sender.signsBody() ? 3 : 2;
        switch (random.nextInt(kinds)) {
            case 0:
                return headerGone(honest);
            case 1:
                return name.equals("ebay") ? ebayHeaderChanged(honest) : headerChanged(honest);
            case 2:
                return new Sent(honest.headers(), bodyChanged());
            default:
                return sent(sender, outsideTheWindow());
        }
    }

    private Sent headerGone(Sent honest) {
        Map<String, String> headers = ignoringCase(honest.headers());
        String header = any(headers);
        if (random.nextBoolean()) {
            headers.remove(header);
        } else {
            String value = headers.get(header);
            headers.put(header, value.substring(0, random.nextInt(value.length())));
        }
        return new Sent(headers, honest.body());
    }

    /** One sign is another one, or was left out; upper case for lower case is the same where it is hex. */
    private Sent headerChanged(Sent honest) {
        Map<String, String> headers = ignoringCase(honest.headers());
        String header = any(headers);
        StringBuilder value = new StringBuilder(headers.get(header));
        int at = random.nextInt(value.length());
        char instead = LETTERS.charAt(random.nextInt(LETTERS.length()));
        if (Character.toLowerCase(instead) == Character.toLowerCase(value.charAt(at))) {
            value.deleteCharAt(at);
        } else {
            value.setCharAt(at, instead);
        }
        headers.put(header, value.toString());
        return new Sent(headers, honest.body());
    }

    /** What its JSON says of algorithms is not looked at, so only the key's id and the signature are changed. */
    private Sent ebayHeaderChanged(Sent honest) throws GeneralSecurityException {
        byte[] signature = Senders.ecdsa(honest.body());
        boolean isKeyChanged = random.nextInt(4) == 0;
        if (!isKeyChanged) {
            signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
        }
        String header = Senders.ebay(isKeyChanged ? "ec-" + (2 + random.nextInt(1000)) : "ec-1", signature);
        return new Sent(ignoringCase(Map.of("X-EBAY-SIGNATURE", header)), honest.body());
    }

    private byte[] bodyChanged() {
        byte[] body = BODY.clone();
        switch (random.nextInt(4)) {
            case 0:
                body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                return body;
            case 1:
                return Arrays.copyOf(body, random.nextInt(body.length));
            case 2:
                byte[] longer = Arrays.copyOf(body, body.length + 1 + random.nextInt(20));
                for (int i = body.length; i < longer.length; i++) {
                    longer[i] = (byte) ('!' + random.nextInt(90));
                }
                return longer;
            default:
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                return noise;
        }
    }

    /** Rightly signed, but sent too long before or after. */
    private Instant outsideTheWindow() {
        long seconds = 301 + random.nextInt(1_000_000);
        return NOW.plusSeconds(random.nextBoolean() ? seconds : -seconds);
    }

    private String any(Map<String, String> headers) {
        List<String> names = List.copyOf(headers.keySet());
        return names.get(random.nextInt(names.size()));
    }

    private static SignatureScheme scheme(String name) {
        return SignatureSchemes.named(name, Senders.BY_SCHEME.get(name).settings(), published -> Senders.KEYS);
    }

    private static List<String> secrets(Sender sender) {
        return sender.settings().containsKey("secret")
                ? List.of("the new secret", sender.settings().get("secret"))
                : List.of();
    }

    private static Sent sent(Sender sender, Instant at) throws GeneralSecurityException {
        return new Sent(ignoringCase(sender.proving().headers(BODY, at)), BODY);
    }

    private static Map<String, String> ignoringCase(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
