package io.crossdock.hub.config;

/**
 * One mistake in a configuration, for a person to mend.
 *
 * @param file which file, {@code environment} or {@code command line}; empty where {@code what} says it
 * @param key where in it, such as {@code stock.safety}; empty for the file as a whole
 * @param what what is wrong
 * @param allowed what would be right; empty where the first says it
 */
public record Problem(String file, String key, String what, String allowed) {

    /** One that a reader of ours has put into words already, file and all. */
    public static Problem told(String line) {
        return new Problem("", "", line, "");
    }

    @Override
    public String toString() {
        return (file.isEmpty() ? "" : file + ": ")
                + (key.isEmpty() ? "" : key + ": ")
                + what
                + (allowed.isEmpty() ? "" : "; allowed: " + allowed);
    }
}
