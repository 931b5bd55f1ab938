package io.crossdock.hub.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What the health endpoint says. */
record Health(JsonNode json) {

    static Health of(String body) throws IOException {
        return new Health(new ObjectMapper().readTree(body));
    }

    String status() {
        return json.path("status").asText();
    }

    /** The message of a check; empty where all is well. */
    String trouble(String check) {
        return check(check).path("message").asText("");
    }

    String status(String check) {
        return check(check).path("status").asText();
    }

    private JsonNode check(String name) {
        for (JsonNode check : json.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check '" + name + "' in " + json);
    }
}
