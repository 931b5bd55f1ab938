package io.crossdock.hub.policy;

/**
 * A value of a channel file, and where it stands there.
 *
 * @param text as the file says it, such as {@code 80%}
 * @param at file and line, such as {@code acme-eu.channel.yaml:7}; empty where no file says it
 */
public record Setting<T>(T value, String text, String at) {

    /** One that stands in no file. */
    public static <T> Setting<T> of(T value) {
        return new Setting<>(value, value.toString(), "");
    }

    /** The first of two that is there; null where neither is. */
    static <T> Setting<T> first(Setting<T> one, Setting<T> other) {
        return one == null ? other : one;
    }
}
