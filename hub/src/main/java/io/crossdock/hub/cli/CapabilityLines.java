package io.crossdock.hub.cli;

import io.crossdock.canonical.SwitchPosition;
import io.crossdock.hub.strangler.Standing;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where capabilities stand, as lines: of a table for people, of JSON for scripts. */
final class CapabilityLines {

    private static final String COLUMNS = "%-24s %-14s %-20s %-9s %-16s %s";
    private static final String CHANGES = "%8s %-20s %-14s %-14s %-9s %-16s %s";

    private CapabilityLines() {}

    static String header() {
        return String.format(COLUMNS, "CAPABILITY", "MODE", "SINCE", "HOW", "BY", "REASON");
    }

    static String row(String name, Standing standing) {
        return String.format(
                COLUMNS,
                name,
                standing.position(),
                standing.at() == null ? "-" : standing.at().truncatedTo(ChronoUnit.SECONDS),
                standing.last() == null ? "its file" : how(standing),
                standing.last() == null ? "-" : PlainText.line(standing.last().by()),
                standing.last() == null ? "-" : PlainText.line(standing.last().reason()));
    }

    static String changesHeader() {
        return String.format(CHANGES, "REVISION", "TIME", "FROM", "TO", "HOW", "BY", "REASON");
    }

    static String change(Standing change) {
        return String.format(
                CHANGES,
                change.revision(),
                change.at().truncatedTo(ChronoUnit.SECONDS),
                change.last().from(),
                change.position(),
                how(change),
                PlainText.line(change.last().by()),
                PlainText.line(change.last().reason()));
    }

    private static String how(Standing standing) {
        return standing.last().automatic() ? "by itself" : "by hand";
    }

    static Map<String, Object> members(String name, Standing standing) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("capability", name);
        put(members, "", standing.position());
        members.put("revision", standing.revision());
        if (standing.last() != null) {
            put(members, "from_", standing.last().from());
            members.put("at", standing.at());
            members.put("automatic", standing.last().automatic());
            members.put("by", standing.last().by());
            members.put("reason", standing.last().reason());
        }
        return members;
    }

    private static void put(Map<String, Object> members, String prefix, SwitchPosition position) {
        members.put(prefix + "mode", position.mode().name().toLowerCase(Locale.ROOT));
        if (position.percent() != null) {
            members.put(prefix + "percent", position.percent());
        }
    }

    static String json(Map<String, Object> members) {
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }
}
