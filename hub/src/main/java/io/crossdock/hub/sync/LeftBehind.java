package io.crossdock.hub.sync;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an owner of a channel leaves to the next one, told in the text of its commits: {@code open until <time>}, {@code
 * unknown since <time>}, both with a comma between them, or nothing.
 *
 * @param openUntil until when what was sent may still be applied; {@link Instant#MIN} where nothing is open
 * @param unknownSince when the oldest of the changes was recorded of which the channel may have been told something that
 *     has no receipt; null where there is none
 */
record LeftBehind(Instant openUntil, Instant unknownSince) {

    static final LeftBehind NOTHING = new LeftBehind(Instant.MIN, null);

    private static final Pattern TEXT = Pattern.compile("(?:open until (\\S+?))?(?:, )?(?:unknown since (\\S+))?");

    /**
     * Reads a text.
     *
     * @param latest what an owner that sent something just now would leave open: a later time is the fault of a clock,
     *     and a text that cannot be read may mean no less
     */
    static LeftBehind read(String text, Instant latest) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        try {
            if (!parts.matches()) {
                return new LeftBehind(latest, null);
            }
            Instant open = parts.group(1) == null ? Instant.MIN : Instant.parse(parts.group(1));
            Instant unknown = parts.group(2) == null ? null : Instant.parse(parts.group(2));
            return new LeftBehind(open.isBefore(latest) ? open : latest, unknown);
        } catch (DateTimeParseException e) {
            return new LeftBehind(latest, null);
        }
    }

    String text() {
        String open = openUntil.equals(Instant.MIN) ? "" : "open until " + openUntil;
        String unknown = unknownSince == null ? "" : "unknown since " + unknownSince;
        return open + (open.isEmpty() || unknown.isEmpty() ? "" : ", ") + unknown;
    }

    Optional<Instant> unknown() {
        return Optional.ofNullable(unknownSince);
    }
}
