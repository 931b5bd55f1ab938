package io.crossdock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scenario file: given an inbound record of a channel, expect these events, or this failure.
 *
 * @param scenario a sentence, shown as the test's name
 * @param expect the events in order, none for a record without news; null where it fails
 * @param fails null where it does not
 */
record Scenario(String scenario, Selling channel, Given given, List<Expected> expect, Fails fails) {

    Scenario {
        require(scenario != null && !scenario.isBlank(), "scenario: a sentence is missing");
        require(channel != null && channel.id() != null, "channel: an id is missing");
        require(given != null, "given: is missing");
        require((expect == null) != (fails == null), "either expect or fails must be there, and not both");
    }

    /**
     * The channel that the record came by.
     *
     * @param system the folder's name where left out
     * @param currency EUR where left out
     * @param locations the system's own id of a location by ours, in order; null for a location without one
     */
    record Selling(
            String id, String system, String currency, Map<String, String> locations, Map<String, String> properties) {

        Channel channel(String folder) {
            List<LocationId> pool = new ArrayList<>();
            Map<LocationId, String> ids = new LinkedHashMap<>();
            if (locations != null) {
                locations.forEach((ours, theirs) -> {
                    pool.add(new LocationId(ours));
                    if (theirs != null) {
                        ids.put(new LocationId(ours), theirs);
                    }
                });
            }
            return new Channel(
                    new ChannelId(id),
                    system == null ? folder : system,
                    currency == null ? "EUR" : currency,
                    pool,
                    ids,
                    properties == null ? Map.of() : properties);
        }
    }

    /** The inbound record; its body as text, or as YAML that is sent as JSON. */
    record Given(String kind, String id, String key, String contentType, String body, JsonNode json) {

        Given {
            require((body == null) != (json == null), "given: either body or json must be there, and not both");
        }

        InboundRecord inbound(ChannelId channel) {
            String text = body == null ? json.toString() : body;
            return new InboundRecord(
                    channel,
                    id == null ? "delivery-1" : id,
                    kind == null ? "" : kind,
                    key == null ? "" : key,
                    contentType == null ? "application/json" : contentType,
                    text.getBytes(StandardCharsets.UTF_8),
                    Instant.parse("2026-01-02T03:04:06.789Z"),
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        }
    }

    /** An event; what is left out is not compared, but {@code data} is compared in full. */
    record Expected(String type, String subject, Instant time, String sequence, JsonNode data) {

        Expected {
            require(type != null, "expect: every event needs its type");
        }
    }

    /** A failure. @param message part of its message; null where any will do */
    record Fails(Failure.Kind kind, String message) {

        Fails {
            require(kind != null, "fails: a kind is missing");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
