package io.crossdock.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param path decoded values of the route's named groups
 * @param query decoded, the last of several
 * @param headers by lower-case name
 */
public record Call(
        String method,
        String uri,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        byte[] body) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Whether the body says that it is of this media type, whatever its parameters. */
    public boolean isOf(String mediaType) {
        return header("content-type")
                .map(type -> type.split(";", 2)[0].trim().equalsIgnoreCase(mediaType))
                .orElse(false);
    }

    /** The body as a JSON object; empty where it is none or does not say that it is. */
    public Optional<JsonNode> json() {
        return isOf("application/json") ? JsonText.read(body).filter(JsonNode::isObject) : Optional.empty();
    }
}
