package io.crossdock.hub.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.hub.config.YamlNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How often the system's orders are compared with the journal, and which.
 *
 * @param every from one comparison to the next
 * @param window how much of the past each looks at; at least {@code every}, so that nothing lies between two
 * @param grace how long a notification may take before it is missed; at least two minutes, see {@link
 *     io.crossdock.spi.OrderListing.Span}
 */
public record ReconcileRule(Duration every, Duration window, Duration grace) {

    private static final String KEY = "reconcile";
    private static final Duration LEAST_GRACE = Duration.ofMinutes(2);
    private static final Duration GREATEST = Duration.ofDays(30);

    /** Eight chances for each order: a system that is away for an hour costs none. */
    private static final int WINDOWS = 8;

    /** @return empty where the file says {@code off}, or where the system cannot list its orders */
    static Optional<ReconcileRule> read(YamlNode file, String system, boolean listsOrders) {
        JsonNode said = file.raw(KEY);
        if (said.isValueNode() && said.asText().matches("off|false")) {
            return Optional.empty();
        }
        YamlNode node = file.mapping(KEY);
        if (said.isObject() && !listsOrders && !system.isEmpty()) {
            file.problems().add(KEY, system + " lists no orders", "nothing, for this system");
        }
        Duration every = time(node, "every", Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofDays(1));
        Duration window = time(node, "window", every.multipliedBy(WINDOWS), every, GREATEST);
        Duration grace = time(node, "grace", Duration.ofMinutes(5), LEAST_GRACE, GREATEST);
        node.refuseUnknown();
        return listsOrders ? Optional.of(new ReconcileRule(every, window, grace)) : Optional.empty();
    }

    private static Duration time(YamlNode node, String name, Duration otherwise, Duration least, Duration most) {
        String text = node.text(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[1-9]\\d{0,5}[smhd]")) {
            Duration time = Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
            if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                return time;
            }
        }
        node.problems()
                .add(
                        node.key(name),
                        "'" + text + "' is no time in range",
                        "such as 15m or 2h, from " + told(least) + " to " + told(most));
        return otherwise;
    }

    private static String told(Duration time) {
        if (time.toSecondsPart() > 0) {
            return time.toSeconds() + "s";
        }
        return time.toMinutesPart() > 0 ? time.toMinutes() + "m" : time.toHours() + "h";
    }
}
