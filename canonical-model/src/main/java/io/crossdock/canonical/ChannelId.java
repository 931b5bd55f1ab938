package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * One account on a system where we sell, such as {@code shopify-us}.
 *
 * @param value 1 to 48 characters: lower case letters, digits and dashes, starting with a letter; it becomes part of topic names
 */
public record ChannelId(
        @JsonValue @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,47}") String value) implements Comparable<ChannelId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChannelId {}

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
