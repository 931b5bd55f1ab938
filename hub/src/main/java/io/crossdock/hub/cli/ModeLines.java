package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.budget.BudgetView;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where channels stand, as lines: of a table for people, of JSON for scripts. */
final class ModeLines {

    private static final String COLUMNS = "%-24s %-8s %-20s %-16s %s";

    private ModeLines() {}

    /** Where a channel stands by its file, as long as nobody has decided anything and it has confirmed nothing. */
    static ChannelMode start(ChannelConfig channel) {
        return channel.observesFirst() ? ChannelMode.OBSERVE : ChannelMode.LIVE;
    }

    static String header() {
        return String.format(COLUMNS, "CHANNEL", "MODE", "SINCE", "BY", "REASON");
    }

    static String row(String channel, ModeStanding standing) {
        return String.format(
                COLUMNS,
                channel,
                word(standing.mode()),
                standing.at() == null ? "-" : standing.at().truncatedTo(ChronoUnit.SECONDS),
                standing.isDecided() ? PlainText.line(standing.last().by()) : "-",
                standing.isDecided() ? PlainText.line(standing.last().reason()) : "as its file says");
    }

    static String json(String channel, ModeStanding standing, Boolean changed) {
        return json(channel, standing, changed, null);
    }

    /** @param budget of the channel's account; null where no process shares any */
    static String json(String channel, ModeStanding standing, Boolean changed, BudgetView budget) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("channel", channel);
        members.put("mode", word(standing.mode()));
        members.put("revision", standing.revision());
        if (standing.isDecided()) {
            members.put("from", word(standing.last().from()));
            members.put("at", standing.at());
            members.put("by", standing.last().by());
            members.put("reason", standing.last().reason());
        }
        if (changed != null) {
            members.put("changed", changed);
        }
        if (budget != null) {
            members.put("budget", BudgetLines.members(budget));
        }
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }

    private static String word(ChannelMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
