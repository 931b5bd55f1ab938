package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.http.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The member {@code idempotency_key}: the same key with the same body gives the same answer again, without effect; with
 * another body IDEMPOTENCY_KEY_REUSED. A refused request leaves its key free.
 */
final class IdempotentAnswers {

    private static final int MAX_KEY_LENGTH = 128;

    private record Answered(JsonNode body, Reply reply) {}

    private final Map<String, Answered> byKey = new HashMap<>();

    synchronized Reply once(JsonNode body, Supplier<Reply> work) {
        String key = body.path("idempotency_key").asText("");
        if (key.isEmpty()) {
            throw SquareErrors.malformed(
                    body.has("idempotency_key") ? "VALUE_EMPTY" : "MISSING_REQUIRED_PARAMETER",
                    "Missing required parameter.",
                    "idempotency_key");
        }
        if (key.length() > MAX_KEY_LENGTH) {
            throw SquareErrors.malformed(
                    "VALUE_TOO_LONG", "Field must not be greater than 128 in length.", "idempotency_key");
        }
        Answered before = byKey.get(key);
        if (before == null) {
            Reply reply = work.get();
            byKey.put(key, new Answered(body, reply));
            return reply;
        }
        if (!before.body().equals(body)) {
            throw SquareErrors.malformed(
                    "IDEMPOTENCY_KEY_REUSED",
                    "The idempotency key can only be retried with the same request data.",
                    "idempotency_key");
        }
        return before.reply();
    }
}
