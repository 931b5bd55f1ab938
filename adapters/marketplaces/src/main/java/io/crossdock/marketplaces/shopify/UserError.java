package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What Shopify refuses of a mutation, as {@code userErrors} tell it.
 *
 * @param code one of the mutation's own; {@code UNKNOWN} where it gives none
 * @param field the path to the input it is about, list places as numbers; empty where it is about none
 */
record UserError(String code, List<String> field) {

    static List<UserError> read(JsonNode payload) {
        List<UserError> errors = new ArrayList<>();
        for (JsonNode error : payload.path("userErrors")) {
            List<String> field = new ArrayList<>();
            error.path("field").forEach(part -> field.add(part.asText()));
            errors.add(new UserError(error.path("code").asText("UNKNOWN"), field));
        }
        return errors;
    }

    /** The place in the list of inputs; empty where the error is about all of them. */
    OptionalInt index() {
        return field.stream()
                .filter(part -> !part.isEmpty() && part.chars().allMatch(Character::isDigit) && part.length() < 9)
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
