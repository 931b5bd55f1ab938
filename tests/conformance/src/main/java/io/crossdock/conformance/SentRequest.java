package io.crossdock.conformance;

import io.crossdock.spi.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as a test sends it to a signature scheme. */
public record SentRequest(String registeredUrl, Map<String, String> headers, byte[] body) implements SignedRequest {

    public SentRequest {
        Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(headers);
        headers = ignoringCase;
    }

    public static SentRequest of(String body, Map<String, String> headers) {
        return new SentRequest("https://hub.example/in/acme-eu", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public SentRequest with(String header, String value) {
        SentRequest changed = new SentRequest(registeredUrl, headers, body);
        changed.headers().put(header, value);
        return changed;
    }

    public SentRequest without(String header) {
        SentRequest changed = new SentRequest(registeredUrl, headers, body);
        changed.headers().remove(header);
        return changed;
    }

    public SentRequest withBody(byte[] other) {
        return new SentRequest(registeredUrl, headers, other);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
