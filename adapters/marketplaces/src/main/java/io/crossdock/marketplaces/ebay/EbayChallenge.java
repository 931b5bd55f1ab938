package io.crossdock.marketplaces.ebay;

import io.crossdock.spi.Json;
import io.crossdock.spi.signature.Challenge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** SHA-256 of the code, the verification token and the endpoint's URL, one after the other, in hex. */
final class EbayChallenge implements Challenge {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    @Override
    public String parameter() {
        return "challenge_code";
    }

    @Override
    public Optional<String> answer(String code, String secret, String registeredUrl) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        byte[] asked = (code + secret + registeredUrl).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new String(
                Json.write(Map.of("challengeResponse", HexFormat.of().formatHex(sha256(asked)))),
                StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
