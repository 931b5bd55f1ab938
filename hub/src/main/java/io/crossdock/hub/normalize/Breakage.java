package io.crossdock.hub.normalize;

import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mistake of ours that one record has shown: it is that record's failure and must not hold up its channel; the record
 * waits, whole, for mended code.
 */
public final class Breakage {

    private static final Logger LOG = LoggerFactory.getLogger(Breakage.class);
    private static final int FRAMES = 12;

    private Breakage() {}

    /** Logs where it broke. */
    public static Failure of(String step, Journaled journaled, Channel channel, RuntimeException e) {
        InboundRecord inbound = journaled.inbound();
        LOG.error("{} of {} at {} broke: {}", step, inbound, journaled.position(), place(e));
        String what = step + " broke: " + e.getClass().getSimpleName();
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }

    /** Types and places without messages, which quote what they could not read: perhaps a buyer's name. */
    static String place(Throwable e) {
        String frames = Arrays.stream(e.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n  at " + frame)
                .collect(Collectors.joining());
        String cause = e.getCause() == null ? "" : "\ncaused by " + place(e.getCause());
        return e.getClass().getName() + frames + cause;
    }
}
