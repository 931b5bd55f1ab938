package io.crossdock.hub.channel;

import java.time.Duration;

/**
 * How often what the system shows is read back, and how fast.
 *
 * @param every from one reading to the next
 * @param sharePercent 1 to 50: how much of the channel's limit of requests a reading may take
 * @param grace for how long the system may still show what it showed before it confirmed an offer
 */
public record ListingsRule(Duration every, int sharePercent, Duration grace) {

    /** Where the channel file says nothing. */
    public static final ListingsRule USUAL = new ListingsRule(Duration.ofHours(6), 10, Duration.ofMinutes(5));
}
