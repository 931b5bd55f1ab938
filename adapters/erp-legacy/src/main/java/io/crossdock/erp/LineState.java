package io.crossdock.erp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the ERP is with a line of an order; each but the last is past those before it. */
public enum LineState {
    /** It knows the line, no more. */
    OPEN,
    /** The pieces are set aside in its books. */
    BOOKED,
    /** They were taken from the shelf. */
    PICKED,
    /** They left the house. */
    SHIPPED,
    /** Nobody will take them any more. */
    CANCELLED;

    /** As a mapping file writes it, such as {@code picked}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LineState> labelled(String text) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(text))
                .findFirst();
    }

    /** Those at which an ERP may take the pieces from its level. */
    static List<String> excluding() {
        return List.of(BOOKED.label(), PICKED.label(), SHIPPED.label());
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(LineState::label).toList();
    }
}
