package io.crossdock.hub.drop;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is called while it is in work: nobody puts another over it. One that is found was left by a process that
 * ended, and is read like any other.
 *
 * @param name as the partner calls it
 */
record Claim(String name, String id) {

    private static final Pattern FORM = Pattern.compile("\\.crossdock-(.+)\\.([0-9a-f]{8})", Pattern.DOTALL);

    static Claim on(String name) {
        return new Claim(
                name, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    }

    static Optional<Claim> read(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        return matcher.matches() ? Optional.of(new Claim(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String fileName() {
        return ".crossdock-" + name + "." + id;
    }
}
