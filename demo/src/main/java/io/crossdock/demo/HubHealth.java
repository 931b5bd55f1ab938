package io.crossdock.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What the hub's health says of each channel. */
record HubHealth(JsonNode checks) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static HubHealth read(String health) {
        try {
            return new HubHealth(MAPPER.readTree(health).path("checks"));
        } catch (IOException e) {
            return new HubHealth(MAPPER.missingNode());
        }
    }

    /** The channel's trouble, {@code ok} without one; {@code ?} while the hub does not tell of the channel. */
    String stateOf(String channel) {
        for (JsonNode check : checks) {
            if (check.path("name").asText().equals("channel-" + channel)) {
                return check.path("message").asText("ok");
            }
        }
        return "?";
    }
}
