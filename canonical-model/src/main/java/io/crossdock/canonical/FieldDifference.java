package io.crossdock.canonical;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * One place at which the answers of two sides differ.
 *
 * @param pointer the place as a JSON pointer (RFC 6901) into the legacy side's answer; empty for the answer as a whole
 * @param failure how the side failed, such as {@code UNAVAILABLE}; null where none did
 * @param legacy what the legacy side said; null unless the place is declared to be harmless
 * @param modern what the modern side said; null unless the place is declared to be harmless
 */
public record FieldDifference(
        @NotNull @Size(max = 500) String pointer,
        @NotNull DifferenceKind kind,
        @Size(max = 40) String failure,
        @Size(max = 200) String legacy,
        @Size(max = 200) String modern) {}
