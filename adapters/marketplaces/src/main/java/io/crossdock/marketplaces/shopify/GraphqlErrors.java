package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.Set;

/**
 * Errors of a GraphQL request, whole or of one of its fields, which come with status 200
 * (https://shopify.dev/docs/api/admin-graphql/2026-01#status-and-error-codes, read 2026-11-20).
 */
record GraphqlErrors(String system, String operation) {

    private static final Set<String> DENIED = Set.of("ACCESS_DENIED", "FORBIDDEN", "UNAUTHORIZED");
    private static final Set<String> AWAY = Set.of("INTERNAL_SERVER_ERROR", "TIMEOUT");

    /** @throws Failure what the first of the errors means */
    void throwIfAny(JsonNode body) {
        JsonNode errors = body.path("errors");
        if (errors.isMissingNode() || errors.isNull() || errors.isArray() && errors.isEmpty()) {
            return;
        }
        throw meaning(errors.path(0), body);
    }

    /** What befell the one field of the request that has no data, by the error whose path names it. */
    Failure of(String field, JsonNode body) {
        for (JsonNode error : body.path("errors")) {
            if (error.at("/path/0").asText().equals(field)) {
                return meaning(error, body);
            }
        }
        return malformed();
    }

    private Failure meaning(JsonNode error, JsonNode body) {
        String code = error.at("/extensions/code").asText("without a code");
        if (code.equals("THROTTLED")) {
            return Failure.throttled(system, operation, untilRestored(body.at("/extensions/cost")));
        }
        if (DENIED.contains(code)) {
            return Failure.unauthorized(system, operation, code);
        }
        if (AWAY.contains(code)) {
            return Failure.unavailable(system, operation, code, null);
        }
        return refused("GraphQL error " + code);
    }

    Failure refused(String what) {
        return Failure.rejected(system, operation, "", what);
    }

    Failure malformed() {
        return Failure.malformed(system, operation, "", "no data in the answer");
    }

    /** Until the bucket holds the points that the request asked for; null where the answer does not tell. */
    private static Duration untilRestored(JsonNode cost) {
        double perSecond = cost.at("/throttleStatus/restoreRate").asDouble();
        double missing = cost.path("requestedQueryCost").asDouble()
                - cost.at("/throttleStatus/currentlyAvailable").asDouble();
        return perSecond > 0 && missing > 0 ? Duration.ofMillis((long) Math.ceil(1000 * missing / perSecond)) : null;
    }
}
