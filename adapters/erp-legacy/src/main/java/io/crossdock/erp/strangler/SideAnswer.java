package io.crossdock.erp.strangler;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one side said.
 *
 * @param body its answer; null where it gave none
 * @param failure why it gave none, such as {@code UNAVAILABLE}; null where it did
 */
public record SideAnswer(JsonNode body, String failure) {

    public static SideAnswer of(JsonNode body) {
        return new SideAnswer(body, null);
    }

    public static SideAnswer failed(String failure) {
        return new SideAnswer(null, failure);
    }

    public boolean isFailure() {
        return failure != null;
    }
}
