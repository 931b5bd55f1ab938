package io.crossdock.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a system's API, without its authentication, which the hub adds.
 *
 * @param operation the vendor's name of it, for messages and metrics, such as {@code inventorySetQuantities}
 * @param method an HTTP method
 * @param path starts with a slash, relative to the channel's base URL; path segments are already encoded
 * @param query parameters, not encoded, in order
 * @param headers besides authentication and content type
 * @param contentType null without a body
 * @param body null without one
 * @param isReading whether it changes nothing at the system, so that one without an answer can be forgotten
 * @param cost null where the system counts requests, or where nobody knows
 */
public record Request(
        String operation,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String contentType,
        byte[] body,
        boolean isReading,
        Cost cost) {

    public Request {
        query = new LinkedHashMap<>(query);
        headers = Map.copyOf(headers);
    }

    /** One whose cost nobody knows. */
    public Request(
            String operation,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String contentType,
            byte[] body,
            boolean isReading) {
        this(operation, method, path, query, headers, contentType, body, isReading, null);
    }

    /** One that changes something, unless it is a GET. */
    public Request(
            String operation,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String contentType,
            byte[] body) {
        this(operation, method, path, query, headers, contentType, body, "GET".equals(method));
    }

    public static Request get(String operation, String path, Map<String, String> query) {
        return new Request(operation, "GET", path, query, Map.of(), null, null);
    }

    public static Request json(String operation, String method, String path, byte[] body) {
        return new Request(operation, method, path, Map.of(), Map.of(), "application/json", body);
    }

    public Request withQuery(Map<String, String> parameters) {
        return new Request(operation, method, path, parameters, headers, contentType, body, isReading, cost);
    }

    /** The same as one that only reads, whatever its method. */
    public Request reading() {
        return new Request(operation, method, path, query, headers, contentType, body, true, cost);
    }

    /** The same where it is known what it costs. */
    public Request costing(Cost known) {
        return new Request(operation, method, path, query, headers, contentType, body, isReading, known);
    }

    /** Names the request without its body. */
    @Override
    public String toString() {
        return operation + " " + method + " " + path;
    }
}
