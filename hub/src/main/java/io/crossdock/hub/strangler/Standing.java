package io.crossdock.hub.strangler;

import io.crossdock.canonical.CapabilitySwitched;
import io.crossdock.canonical.SwitchPosition;
import java.time.Instant;

/**
 * Where a capability's switch stands.
 *
 * @param revision 0 while nobody has set it, and the capability's file says where it stands
 * @param last the change that brought it there; null while nobody has set it
 * @param at when that was; null while nobody has set it
 */
public record Standing(SwitchPosition position, long revision, CapabilitySwitched last, Instant at) {

    static Standing start(SwitchPosition position) {
        return new Standing(position, 0, null, null);
    }

    /** Whether it stands there because it stepped back by itself. */
    public boolean isSteppedBack() {
        return last != null && last.automatic();
    }
}
