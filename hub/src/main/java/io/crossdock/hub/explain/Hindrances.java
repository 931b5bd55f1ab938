package io.crossdock.hub.explain;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.mode.ModeStanding;
import java.util.Map;

/**
 * Why what waits is not told to a channel: people hold it back.
 *
 * @param modes where channels stand; one that is not there is written to
 */
public record Hindrances(Map<ChannelId, ModeStanding> modes) {

    private static final String WAITING = "waiting";

    /** The explanation with that reason wherever something waits. */
    public Explanation in(Explanation explained) {
        return new Explanation(
                explained.sku(),
                explained.title(),
                explained.category(),
                explained.stock(),
                explained.channels().stream().map(this::in).toList());
    }

    private ChannelExplanation in(ChannelExplanation channel) {
        ModeStanding standing = modes.get(channel.channel());
        if (standing == null || standing.mode() == ChannelMode.LIVE || isNoLongerNew(standing, channel)) {
            return channel;
        }
        return new ChannelExplanation(
                channel.channel(),
                channel.listing(),
                channel.locations(),
                in(channel.quantity(), standing),
                in(channel.price(), standing));
    }

    /** A channel that nobody decided anything about is observed only until it has confirmed something. */
    private static boolean isNoLongerNew(ModeStanding standing, ChannelExplanation channel) {
        boolean isShown = channel.quantity().shown() != null || channel.price().shown() != null;
        return !standing.isDecided() && isShown;
    }

    private static Side in(Side side, ModeStanding standing) {
        boolean isPaused = standing.mode() == ChannelMode.PAUSED;
        return side.state().equals(WAITING) ? side.because(isPaused ? "paused" : "observed", why(standing)) : side;
    }

    private static String why(ModeStanding standing) {
        if (!standing.isDecided()) {
            return "the channel is only observed until it is approved, as its file says";
        }
        String by = " since " + standing.at() + ", by " + standing.last().by() + ": "
                + standing.last().reason();
        return standing.mode() == ChannelMode.PAUSED
                ? "the channel is paused" + by
                : "the channel is only observed until it is approved" + by;
    }
}
