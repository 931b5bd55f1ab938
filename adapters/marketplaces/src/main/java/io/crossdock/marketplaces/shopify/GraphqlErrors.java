package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.Set;

/**
 * Errors of a whole GraphQL request, which come with status 200
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
        String code = errors.at("/0/extensions/code").asText("without a code");
        if (code.equals("THROTTLED")) {
            throw Failure.throttled(system, operation, untilRestored(body.at("/extensions/cost")));
        }
        if (DENIED.contains(code)) {
            throw Failure.unauthorized(system, operation, code);
        }
        if (AWAY.contains(code)) {
            throw Failure.unavailable(system, operation, code, null);
        }
        throw refused("GraphQL error " + code);
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
