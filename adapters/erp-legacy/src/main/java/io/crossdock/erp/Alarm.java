package io.crossdock.erp;

import java.time.Duration;

/**
 * From when on somebody should look, though changes are followed.
 *
 * @param slotBytes of its log that the database keeps until they are handled
 * @param lag how long ago the oldest change may be that was not handled
 */
public record Alarm(long slotBytes, Duration lag) {

    public static final Alarm DEFAULT = new Alarm(1L << 30, Duration.ofSeconds(60));
}
