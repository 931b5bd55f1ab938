package io.crossdock.hub.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A stranger's text as a terminal may show it: what would steer it is written out. */
final class PlainText {

    private static final Pattern STEERS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private PlainText() {}

    static String of(String text) {
        return STEERS.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** The same on one line. */
    static String line(String text) {
        return of(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** Empty for bytes that are not UTF-8. */
    static Optional<String> of(byte[] bytes) {
        try {
            return Optional.of(of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
