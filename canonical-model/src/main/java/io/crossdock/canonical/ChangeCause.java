package io.crossdock.canonical;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Whose doing a change was.
 *
 * @param source of the event that brought it about, such as {@code /channels/shopify-us}
 * @param kind what that event told: {@code order}, {@code booking}, {@code sale} (of a till, or what it took back), {@code
 *     adjustment}, {@code count}, {@code expected} or {@code item}; {@code time} where none did. There may be others to come
 */
public record ChangeCause(
        @NotNull @Pattern(regexp = "/(channels|erp|hub)/[A-Za-z0-9._-]{1,64}")
        String source,

        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,19}") String kind) {}
