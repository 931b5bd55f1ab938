package io.crossdock.hub.normalize;

import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration BETWEEN_TWO_OF_A_KIND = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 1_000;

    /** When a channel last broke at a place. */
    private static final Map<String, Instant> TOLD = new ConcurrentHashMap<>();

    private Breakage() {}

    /** Logs where it broke, a place once a minute: each of a journal's records may break there. */
    public static Failure of(String step, Journaled journaled, Channel channel, RuntimeException e) {
        InboundRecord inbound = journaled.inbound();
        String place = place(e);
        if (isNews(channel.id() + place, Instant.now())) {
            LOG.error("{} of {} at {} broke: {}", step, inbound, journaled.position(), place);
        }
        String what = step + " broke: " + e.getClass().getSimpleName();
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }

    static boolean isNews(String kind, Instant now) {
        Instant told = TOLD.get(kind);
        if (told != null && now.isBefore(told.plus(BETWEEN_TWO_OF_A_KIND))) {
            return false;
        }
        if (TOLD.size() < MOST_KINDS) {
            TOLD.put(kind, now);
        }
        return true;
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
