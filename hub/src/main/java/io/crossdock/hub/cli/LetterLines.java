package io.crossdock.hub.cli;

import io.crossdock.hub.letters.DeadLetter;
import io.crossdock.hub.letters.LetterState;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dead letters as lines: of a table for people, of JSON for scripts; nothing of their bodies. */
final class LetterLines {

    private static final String COLUMNS = "%-34s %-20s %5s %-16s %-12s %-8s %s";

    private LetterLines() {}

    static String header() {
        return String.format(COLUMNS, "ID", "TIME", "AGE", "CHANNEL", "KIND", "STATE", "MESSAGE");
    }

    static String row(DeadLetter letter, LetterState state, Instant now) {
        return String.format(
                COLUMNS,
                PlainText.line(letter.id()),
                letter.time().truncatedTo(ChronoUnit.SECONDS),
                age(Duration.between(letter.time(), now)),
                PlainText.line(letter.channel()),
                PlainText.line(letter.attribute("failurekind")),
                state.word(),
                PlainText.line(letter.attribute("failuremessage")));
    }

    static String json(DeadLetter letter, LetterState state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", letter.id());
        members.put("state", state.word());
        members.put("time", letter.time());
        members.put("channel", letter.channel());
        members.put("system", letter.attribute("system"));
        members.put("kind", letter.attribute("failurekind"));
        members.put("message", letter.attribute("failuremessage"));
        members.put("key", letter.attribute("subject"));
        members.put("inboundId", letter.attribute("inboundid"));
        members.put("inboundKind", letter.attribute("inboundkind"));
        members.put("receivedAt", letter.attribute("receivedat"));
        members.put("journalPosition", letter.attribute("journalposition"));
        members.put("translationRevision", letter.attribute("translationrevision"));
        members.put("replayOf", letter.attribute("replayof"));
        members.values().removeIf(""::equals);
        return json(members);
    }

    /** One line of JSON. */
    static String json(Map<String, ?> members) {
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }

    /** The largest unit that is not zero: {@code 42s}, {@code 7m}, {@code 3h}, {@code 12d}. */
    static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
