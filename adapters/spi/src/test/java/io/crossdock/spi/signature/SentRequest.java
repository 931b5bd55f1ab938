package io.crossdock.spi.signature;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as a test sends it; header names are in lower case. */
record SentRequest(String registeredUrl, Map<String, String> headers, byte[] body) implements SignedRequest {

    SentRequest(String registeredUrl, Map<String, String> headers, String body) {
        this(registeredUrl, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    SentRequest with(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(header, value);
        return new SentRequest(registeredUrl, changed, body);
    }

    SentRequest without(String header) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(header);
        return new SentRequest(registeredUrl, changed, body);
    }

    SentRequest withBody(byte[] other) {
        return new SentRequest(registeredUrl, headers, other);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
