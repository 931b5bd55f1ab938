package io.crossdock.hub.explain;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.channel.BrakeRule;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ChannelStanding;
import java.time.Instant;
import java.util.Map;

/**
 * Why what waits is not told to a channel: people hold it back, or its brake does.
 *
 * @param modes where channels stand; one that is not there is written to
 * @param syncs what their syncs told last
 * @param brakes of those that have one
 */
public record Hindrances(
        Map<ChannelId, ModeStanding> modes, Map<ChannelId, ChannelStanding> syncs, Map<ChannelId, BrakeRule> brakes) {

    private static final String WAITING = "waiting";

    /** The explanation with that reason wherever something waits. */
    public Explanation in(Explanation explained) {
        return new Explanation(
                explained.sku(),
                explained.title(),
                explained.category(),
                explained.stock(),
                explained.prices(),
                explained.channels().stream().map(this::in).toList());
    }

    private ChannelExplanation in(ChannelExplanation channel) {
        ModeStanding standing = modes.get(channel.channel());
        if (standing == null || standing.mode() == ChannelMode.LIVE || isNoLongerNew(standing, channel)) {
            return braked(channel);
        }
        return new ChannelExplanation(
                channel.channel(),
                channel.listing(),
                channel.locations(),
                in(channel.quantity(), standing),
                in(channel.price(), standing));
    }

    private ChannelExplanation braked(ChannelExplanation channel) {
        ChannelStanding sync = syncs.get(channel.channel());
        BrakeRule brake = brakes.get(channel.channel());
        if (sync == null || brake == null) {
            return channel;
        }
        Side quantity = channel.quantity();
        Side price = channel.price();
        boolean isZero = sync.zerosHeldAt() != null && moves(quantity) && isZeroed(quantity);
        boolean isFar = sync.pricesHeldAt() != null && moves(price) && brake.isFar(price.shown(), price.wanted());
        // Both parts of an item go in one offer.
        Instant since = isZero ? sync.zerosHeldAt() : isFar ? sync.pricesHeldAt() : null;
        String what = isZero ? "set to zero" : "moved far in price";
        return since == null
                ? channel
                : new ChannelExplanation(
                        channel.channel(),
                        channel.listing(),
                        channel.locations(),
                        braked(quantity, what, since),
                        braked(price, what, since));
    }

    private static boolean moves(Side side) {
        return side.state().equals(WAITING) && side.shown() != null && side.wanted() != null;
    }

    private static boolean isZeroed(Side quantity) {
        boolean isHeldBack =
                quantity.steps().stream().anyMatch(step -> step.rule().equals(StockPolicy.LAG));
        return BrakeRule.isZeroed(quantity.shown(), quantity.wanted(), isHeldBack);
    }

    private static Side braked(Side side, String what, Instant since) {
        return side.state().equals(WAITING)
                ? side.because(
                        "braked",
                        "the channel's brake holds it since " + since + ": unusually many items would be " + what)
                : side;
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
