package io.crossdock.sandbox.shopify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mutation's payload: its result, or its {@code userErrors}. */
final class ShopifyPayload {

    /** The documented limit of every input array (https://shopify.dev/docs/api/usage/limits, read 2026-11). */
    static final int MAX_ARRAY = 250;

    private ShopifyPayload() {}

    static Map<String, Object> result(Map<String, Object> members) {
        Map<String, Object> payload = new HashMap<>(members);
        payload.put("userErrors", List.of());
        return payload;
    }

    static Map<String, Object> errors(List<Map<String, Object>> userErrors) {
        return Map.of("userErrors", userErrors);
    }

    /** @param field the path to what is wrong, from the mutation's argument on */
    static Map<String, Object> error(String code, String message, Object... field) {
        List<String> path = new ArrayList<>();
        for (Object step : field) {
            path.add(step.toString());
        }
        return Map.of("code", code, "message", message, "field", path);
    }

    static void requireSize(List<?> array, String path) {
        if (array.size() > MAX_ARRAY) {
            throw new ShopifyRefusal(
                    "MAX_INPUT_SIZE_EXCEEDED",
                    "The input array size of " + array.size() + " is greater than the maximum allowed of " + MAX_ARRAY
                            + ". " + path);
        }
    }
}
