package io.crossdock.hub.cli;

import io.crossdock.canonical.Money;
import io.crossdock.hub.listings.Drift;
import io.crossdock.hub.listings.ListingTally;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reconciliation of listings found, as lines: for people, and as JSON for scripts. */
final class DriftLines {

    private static final String COLUMNS = "%-24s %-8s %-9s %10s %14s %14s %14s  %s";

    private DriftLines() {}

    /** @param most drifts that are named */
    static List<String> text(String channel, boolean dryRun, ListingTally tally, int most) {
        List<String> lines = new ArrayList<>();
        if (!tally.drifts().isEmpty()) {
            lines.add(String.format(
                    COLUMNS, "SKU", "PART", "CAUSE", "ERP", "WANTED", "CONFIRMED", "SHOWN", "CONFIRMED AT"));
            tally.drifts().stream().limit(most).map(DriftLines::row).forEach(lines::add);
            if (tally.drifts().size() > most) {
                lines.add("and " + (tally.drifts().size() - most) + " more; --all names them");
            }
        }
        String causes = tally.byCause().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        lines.add(channel + ": " + tally.listings() + " listings, " + tally.agreeing() + " items agree, "
                + tally.moving() + " are being changed; " + (causes.isEmpty() ? "nothing has drifted" : causes)
                + (dryRun ? "; nothing is written" : "; " + tally.repaired() + " items are offered anew"));
        return lines;
    }

    private static String row(Drift drift) {
        return String.format(
                COLUMNS,
                PlainText.line(drift.sku()),
                drift.part(),
                drift.cause().word(),
                text(drift.onHand()),
                text(drift.wanted()),
                text(drift.confirmed()),
                text(drift.shown()),
                drift.confirmedAt() == null ? "-" : drift.confirmedAt().truncatedTo(ChronoUnit.SECONDS));
    }

    /** A number of pieces or an amount of money; a dash for nothing. */
    static String text(Object value) {
        if (value == null) {
            return "-";
        }
        return value instanceof Money money
                ? money.amount().toPlainString() + " " + money.currency()
                : value.toString();
    }

    static String json(String channel, boolean dryRun, ListingTally tally) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("channel", channel);
        said.put("from", tally.from());
        said.put("until", tally.until());
        said.put("pages", tally.pages());
        said.put("listings", tally.listings());
        said.put("hidden", tally.hidden());
        said.put("withoutSku", tally.withoutSku());
        said.put("agreeing", tally.agreeing());
        said.put("moving", tally.moving());
        Map<String, Long> causes = new LinkedHashMap<>();
        tally.byCause().forEach((cause, count) -> causes.put(cause.word(), count));
        said.put("drift", causes);
        said.put("repaired", tally.repaired());
        said.put("dryRun", dryRun);
        said.put("drifts", tally.drifts().stream().map(DriftLines::members).toList());
        return new String(Json.write(said), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> members(Drift drift) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sku", drift.sku());
        members.put("part", drift.part());
        members.put("cause", drift.cause().word());
        members.put("erp", drift.onHand());
        members.put("wanted", drift.wanted());
        members.put("confirmed", drift.confirmed());
        members.put("confirmedAt", drift.confirmedAt());
        members.put("shown", drift.shown());
        members.put("listing", drift.key());
        return members;
    }
}
