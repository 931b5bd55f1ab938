package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.channel.BrakeRule;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.hub.servicelevel.ServiceLevel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What people hold a channel's offers back by, and have it told again by; bound in Camel's registry as {@code control.<channel>}.
 *
 * @param decided what was decided about the channel last; empty while nothing was
 * @param observesFirst whether it is only observed while it is new
 * @param brake which pushes are held; empty where none is
 * @param resync after how long everything has been offered again; empty where that is not done by itself
 * @param level how late it may hear of changes
 */
public record ChannelControl(
        Supplier<Optional<ModeStanding>> decided,
        boolean observesFirst,
        Optional<BrakeRule> brake,
        Optional<Duration> resync,
        ServiceLevel level) {

    /** For a channel that nobody holds. */
    static final ChannelControl NONE =
            new ChannelControl(Optional::empty, false, Optional.empty(), Optional.empty(), ServiceLevel.NONE);

    /** The name under which the registry holds a channel's. */
    public static String bean(String channel) {
        return "control." + channel;
    }

    /** @param isNew whether the channel has never confirmed anything */
    ModeStanding standing(boolean isNew) {
        return decided.get()
                .orElseGet(() -> ModeStanding.start(observesFirst && isNew ? ChannelMode.OBSERVE : ChannelMode.LIVE));
    }
}
