package io.crossdock.erp.strangler;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import java.util.Set;

/**
 * A capability that moves out of the ERP, as its file declares it.
 *
 * @param name such as {@code order-sourcing}
 * @param key a JSON pointer into the request: what decides who answers in canary
 * @param hidesKey whether events tell a digest of the key instead
 * @param start where the switch stands until somebody sets it
 * @param beside in which modes besides shadow the side that does not answer is asked, too, and compared
 * @param fallback in which modes the legacy side answers where the modern one fails
 */
public record SwitchedCapability(
        String name,
        String key,
        boolean hidesKey,
        Side legacy,
        Side modern,
        SwitchPosition start,
        FieldRules rules,
        Limits limits,
        Set<SwitchMode> beside,
        Set<SwitchMode> fallback) {

    public SwitchedCapability {
        beside = Set.copyOf(beside);
        fallback = Set.copyOf(fallback);
    }

    /** Whether the modern side answers for a key; a request without a key is the legacy side's until the switch is live. */
    public boolean isModern(SwitchPosition position, String ofKey) {
        return switch (position.mode()) {
            case LEGACY, SHADOW -> false;
            case CANARY -> !ofKey.isEmpty() && CanaryShare.has(name, ofKey, position.percent());
            case LIVE -> true;
        };
    }

    /** Whether both sides are asked. */
    public boolean asksBoth(SwitchPosition position) {
        return position.mode() == SwitchMode.SHADOW || beside.contains(position.mode());
    }
}
