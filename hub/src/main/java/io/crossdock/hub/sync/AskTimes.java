package io.crossdock.hub.sync;

import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.TimeUtils;

/**
 * When a partner is asked what became of a push that it has only accepted.
 *
 * @param askAfter how long after a ticket was given it is asked about first
 * @param within after how long an offer without a result counts as unanswered
 */
record AskTimes(Duration askAfter, Duration within) {

    static final AskTimes DEFAULT = new AskTimes(Duration.ofSeconds(10), Duration.ofMinutes(30));

    /** @param text blank for the default */
    AskTimes askAfter(String text) {
        return new AskTimes(time(text, DEFAULT.askAfter), within);
    }

    /** @param text blank for the default */
    AskTimes within(String text) {
        return new AskTimes(askAfter, time(text, DEFAULT.within));
    }

    /** Where nobody checked the settings, what would be asked too late is asked when its time is over. */
    Ticket ticket(String id) {
        return new Ticket(id, askAfter.compareTo(within) > 0 ? within : askAfter, within, false);
    }

    /** What is wrong with the settings {@code askAfter} and {@code within}, by name. */
    static Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String name : List.of("askAfter", "within")) {
            if (settings.containsKey(name) && !settings.get(name).matches("[1-9]\\d{0,5}(s|m|h)")) {
                mistakes.put(name, "is no time such as 30s");
            }
        }
        if (mistakes.isEmpty()) {
            AskTimes times = DEFAULT.askAfter(settings.get("askAfter")).within(settings.get("within"));
            if (times.askAfter.compareTo(times.within) > 0) {
                mistakes.put(
                        "within",
                        "is over before the partner is asked, " + times.askAfter.toSeconds() + " s after the push");
            }
        }
        return mistakes;
    }

    private static Duration time(String text, Duration otherwise) {
        return text == null || text.isBlank() ? otherwise : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }
}
