package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code {"errors": [{category, code, detail, field}]}}. */
final class SquareErrors implements ErrorForms {

    private static final String INVALID_REQUEST = "INVALID_REQUEST_ERROR";

    static Refused unauthorized() {
        return new Refused(
                Reason.UNAUTHORIZED,
                "",
                reply(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", "This request could not be authorized.", null));
    }

    /** @param field the request's member that is wrong; null for the whole request */
    static Refused malformed(String code, String detail, String field) {
        return new Refused(Reason.MALFORMED, "", reply(400, INVALID_REQUEST, code, detail, field));
    }

    static Refused rejected(String sku, String field) {
        return new Refused(
                Reason.REJECTED, sku, reply(400, INVALID_REQUEST, "INVALID_VALUE", "The item is refused.", field));
    }

    static Refused stale(String sku) {
        return new Refused(
                Reason.STALE,
                sku,
                reply(
                        400,
                        INVALID_REQUEST,
                        "VERSION_MISMATCH",
                        "Object version does not match latest database version.",
                        "version"));
    }

    static Refused notFound(String key, String detail, String field) {
        return new Refused(Reason.UNKNOWN, key, reply(404, INVALID_REQUEST, "NOT_FOUND", detail, field));
    }

    /** The errors of a refusal, to stand beside what was taken. */
    static ArrayNode errors(Refused refused) {
        return (ArrayNode) JsonText.read(refused.reply().body()).orElseThrow().path("errors");
    }

    /** The body, where it is a JSON object and says so. */
    static JsonNode body(Call call) {
        if (!call.isOf("application/json")) {
            throw malformed("INVALID_CONTENT_TYPE", "Content-Type must be application/json.", null);
        }
        return call.json().orElseThrow(() -> malformed("EXPECTED_JSON_BODY", "Expected a JSON object.", null));
    }

    @Override
    public Reply notFound(Call call) {
        return reply(404, INVALID_REQUEST, "NOT_FOUND", "Resource not found.", null);
    }

    @Override
    public Reply throttled(Duration retryAfter) {
        return reply(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "The request was rate limited. Try again later.", null);
    }

    @Override
    public Reply failed(int status) {
        String code = status == 503 ? "SERVICE_UNAVAILABLE" : "INTERNAL_SERVER_ERROR";
        return reply(status, "API_ERROR", code, "An internal error has occurred.", null);
    }

    private static Reply reply(int status, String category, String code, String detail, String field) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("category", category);
        error.put("code", code);
        error.put("detail", detail);
        if (field != null) {
            error.put("field", field);
        }
        return Reply.json(status, Map.of("errors", List.of(error)));
    }
}
