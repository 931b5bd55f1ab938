package io.crossdock.hub.main;

import io.crossdock.erp.capture.CaptureState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why nothing comes from an ERP whose capture runs here. */
final class CaptureTrouble {

    /** The log speaks about every second while all is well. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private CaptureTrouble() {}

    /** @param alarm why somebody should look, whatever the state is */
    static Optional<String> of(CaptureState state, Optional<Instant> lastContact, Optional<String> alarm, Instant now) {
        if (state.phase() != CaptureState.Phase.UP) {
            String down = (state.phase().name().toLowerCase(Locale.ROOT) + " " + state.reason()).strip();
            return Optional.of(alarm.map(why -> down + "; " + why).orElse(down));
        }
        return lastContact
                .filter(contact -> contact.isBefore(now.minus(SILENT)))
                .map(contact -> "up, but silent since " + contact)
                .or(() -> alarm.map(why -> "up, but " + why));
    }
}
