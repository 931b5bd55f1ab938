package io.crossdock.hub.mode;

import io.crossdock.canonical.ChannelMode;
import java.util.function.Function;

/**
 * What somebody decides about a channel.
 *
 * @param to which mode follows from where it stands
 * @param releases whether what the brake holds is let through
 * @param resyncs whether all that the channel confirmed so far is offered again
 */
public record ModeDecision(Function<ModeStanding, ChannelMode> to, boolean releases, boolean resyncs) {

    public static ModeDecision mode(Function<ModeStanding, ChannelMode> to) {
        return new ModeDecision(to, false, false);
    }

    public static ModeDecision release() {
        return new ModeDecision(ModeStanding::mode, true, false);
    }

    public static ModeDecision resync() {
        return new ModeDecision(ModeStanding::mode, false, true);
    }

    /** Whether it is one even where the mode stays. */
    boolean isMore() {
        return releases || resyncs;
    }
}
