package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.budget.BudgetView;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.mode.ModeStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where channels stand, as lines: of a table for people, of JSON for scripts. */
final class ModeLines {

    private static final String COLUMNS = "%-24s %-8s %-9s %-38s %-20s %-16s %s";

    private ModeLines() {}

    /** Where a channel stands by its file, as long as nobody has decided anything and it has confirmed nothing. */
    static ChannelMode start(ChannelConfig channel) {
        return channel.observesFirst() ? ChannelMode.OBSERVE : ChannelMode.LIVE;
    }

    static String header() {
        return String.format(COLUMNS, "CHANNEL", "MODE", "LAG P99", "SERVICE LEVEL", "SINCE", "BY", "REASON");
    }

    /** @param lag what was measured last; null where nothing was */
    static String row(String channel, ModeStanding standing, MeasuredLag lag, Instant now) {
        return String.format(
                COLUMNS,
                channel,
                word(standing.mode()),
                lag == null ? "-" : lag(lag, now),
                lag == null ? "-" : level(lag),
                standing.at() == null ? "-" : standing.at().truncatedTo(ChronoUnit.SECONDS),
                standing.isDecided() ? PlainText.line(standing.last().by()) : "-",
                standing.isDecided() ? PlainText.line(standing.last().reason()) : "as its file says");
    }

    /** What was measured before the window that ends now says nothing of it. */
    private static String lag(MeasuredLag lag, Instant now) {
        boolean isOld = lag.at().plusSeconds(lag.windowSeconds()).isBefore(now);
        return isOld || lag.lagMillis() == null ? "-" : told(lag.lagMillis());
    }

    private static String level(MeasuredLag lag) {
        if (lag.p99Millis() == null) {
            return "-";
        }
        return told(lag.p99Millis())
                + (lag.hasBreach() ? ", late since " + lag.breachedAt().truncatedTo(ChronoUnit.SECONDS) : "");
    }

    private static String told(long millis) {
        return millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }

    static String json(String channel, ModeStanding standing, Boolean changed) {
        return json(channel, standing, changed, null, null);
    }

    /**
     * @param lag null where nothing was measured
     * @param budget of the channel's account; null where no process shares any
     */
    static String json(String channel, ModeStanding standing, Boolean changed, MeasuredLag lag, BudgetView budget) {
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
        if (lag != null) {
            members.put("lag", lag);
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
