package io.crossdock.hub.poll;

import io.crossdock.hub.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What a channel's poll did, in the metrics. */
final class PollMeters {

    private final MeterRegistry meters;
    private final String prefix;
    private final String channel;

    PollMeters(MeterRegistry meters, Topics topics, String channel) {
        this.meters = meters;
        this.prefix = topics.prefix() + ".poll.";
        this.channel = channel;
        failed("unavailable", 0);
        count("requests", 0);
        count("records", 0);
        count("sweeps", 0);
    }

    void asked() {
        count("requests", 1);
    }

    void journaled() {
        count("records", 1);
    }

    /** All that was to be had has been read. */
    void swept() {
        count("sweeps", 1);
    }

    void failed(String reason) {
        failed(reason, 1);
    }

    private void failed(String reason, int times) {
        Counter.builder(prefix + "failed")
                .tag("channel", channel)
                .tag("reason", reason)
                .register(meters)
                .increment(times);
    }

    private void count(String what, int times) {
        Counter.builder(prefix + what).tag("channel", channel).register(meters).increment(times);
    }
}
