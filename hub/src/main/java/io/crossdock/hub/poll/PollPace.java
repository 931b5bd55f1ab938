package io.crossdock.hub.poll;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.Checkable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often a system is asked; a bean of the Kamelet {@code http-poll-source}. */
public class PollPace implements Checkable {

    private String interval = "30s";
    private String requests = "2/s";

    /** From the end of one sweep to the beginning of the next. */
    Duration interval() {
        return PollTime.span(interval).orElseThrow();
    }

    RateBudget budget() {
        return RateBudget.parse(requests);
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        String between = settings.getOrDefault("interval", interval);
        if (PollTime.span(between).filter(span -> !span.isZero()).isEmpty()) {
            mistakes.put("interval", "is no time such as 30s");
        }
        if (!settings.getOrDefault("requests", requests).matches("[1-9]\\d{0,5}/[smh]")) {
            mistakes.put("requests", "is no limit such as 2/s, 60/m, 100/h");
        }
        return mistakes;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public void setRequests(String requests) {
        this.requests = requests;
    }
}
