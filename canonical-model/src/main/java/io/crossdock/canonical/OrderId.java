package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * One order or till sale: the channel, a colon, and the system's own id of it.
 *
 * @param value for example {@code shopify-us:820982911946154508}; 3 to 120 characters
 */
public record OrderId(
        @JsonValue @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,47}:[\\x21-\\x7E]{1,71}") String value) implements Comparable<OrderId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {}

    /** The id of an order that the given channel knows by its own id. */
    public static OrderId of(ChannelId channel, String ownId) {
        return new OrderId(channel.value() + ":" + ownId);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
