package io.crossdock.hub.config;

/**
 * One mistake in a configuration, for a person to mend.
 *
 * @param file which file, or {@code environment}
 * @param key where in it, such as {@code stock.safety}; empty for the file as a whole
 * @param what what is wrong
 * @param allowed what would be right; empty where the first says it
 */
public record Problem(String file, String key, String what, String allowed) {

    @Override
    public String toString() {
        return file + ": " + (key.isEmpty() ? "" : key + ": ") + what
                + (allowed.isEmpty() ? "" : "; allowed: " + allowed);
    }
}
