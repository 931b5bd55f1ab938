package io.crossdock.hub.mode;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.canonical.ChannelModeSet;
import java.time.Instant;

/**
 * Where a channel stands.
 *
 * @param revision 0 while nobody has decided anything about it
 * @param last the latest decision; null while there is none
 * @param at when that was; null while there is none
 */
public record ModeStanding(ChannelMode mode, long revision, ChannelModeSet last, Instant at) {

    /** As it stands by its file. */
    public static ModeStanding start(ChannelMode mode) {
        return new ModeStanding(mode, 0, null, null);
    }

    static ModeStanding of(ChannelModeSet change, Instant at) {
        return new ModeStanding(change.to(), change.revision(), change, at);
    }

    public boolean isDecided() {
        return last != null;
    }

    /** The revision at which somebody last let through what the brake held; 0 where nobody did. */
    public long released() {
        return last == null ? 0 : last.released();
    }

    /** What the channel confirmed before is offered again; null where nobody asked for that. */
    public Instant resyncedAt() {
        return last == null ? null : last.resyncedAt();
    }

    /** Why nothing is sent; null where something is. */
    public String hindrance() {
        return switch (mode) {
            case LIVE -> null;
            case OBSERVE -> "observes until it is approved";
            case PAUSED -> last == null ? "paused" : "paused by " + last.by() + ": " + last.reason();
        };
    }
}
