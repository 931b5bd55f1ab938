package io.crossdock.sandbox.shopify;

import graphql.schema.DataFetchingEnvironment;
import io.crossdock.sandbox.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The directive {@code @idempotent(key:)}: the same key with the same arguments gives the first payload again, without
 * effect; with other arguments an error (https://shopify.dev/docs/api/usage/idempotent-requests, read 2026-11).
 */
final class IdempotentCalls {

    private record Answered(Map<String, Object> arguments, Map<String, Object> payload) {}

    private final Ledger ledger;
    private final Map<String, Answered> byKey = new HashMap<>();

    IdempotentCalls(Ledger ledger) {
        this.ledger = ledger;
    }

    synchronized Map<String, Object> once(DataFetchingEnvironment env, Supplier<Map<String, Object>> work) {
        var directives = env.getQueryDirectives().getImmediateAppliedDirective("idempotent");
        if (directives.isEmpty()) {
            return work.get();
        }
        String key = directives.get(0).getArgument("key").getValue();
        if (key.isBlank()) {
            throw new ShopifyRefusal("BAD_REQUEST", "The idempotency key cannot be empty.");
        }
        Answered before = byKey.get(key);
        if (before == null) {
            Map<String, Object> payload = work.get();
            byKey.put(key, new Answered(env.getArguments(), payload));
            return payload;
        }
        if (!before.arguments().equals(env.getArguments())) {
            ledger.refused(env.getField().getName(), Ledger.Reason.MALFORMED, "");
            return ShopifyPayload.errors(List.of(ShopifyPayload.error(
                    "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                    "The same idempotency key cannot be used with different operation parameters.")));
        }
        return before.payload();
    }
}
