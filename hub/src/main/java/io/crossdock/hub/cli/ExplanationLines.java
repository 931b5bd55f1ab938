package io.crossdock.hub.cli;

import io.crossdock.canonical.ChangeCause;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.availability.LedgerView.Counted;
import io.crossdock.hub.availability.LedgerView.Kit;
import io.crossdock.hub.availability.LedgerView.KitPart;
import io.crossdock.hub.explain.Explanation;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Expected;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Prices;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.explain.Explanation.Step;
import io.crossdock.hub.explain.Explanation.Stock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An explanation as lines for people. */
record ExplanationLines(Explanation explained) {

    private static final String PLACE = "  %-20s %s on hand, %s reserved";
    private static final String PRICE = "  %-38s %-34s %s";
    static final String STEP = "    %-36s %-34s %s";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    void each(Consumer<String> out) {
        String title = explained.title() == null ? "" : " \"" + PlainText.line(explained.title()) + "\"";
        String category = explained.category() == null ? "" : ", category " + PlainText.line(explained.category());
        out.accept(PlainText.line(explained.sku().value()) + title + category);
        out.accept("");
        if (explained.stock() == null) {
            out.accept("stock: nobody has counted it");
        } else {
            stock(explained.stock(), out);
        }
        if (explained.prices() != null) {
            out.accept("");
            prices(explained.prices(), out);
        }
        for (ChannelExplanation channel : explained.channels()) {
            out.accept("");
            out.accept(channel.channel().value()
                    + (channel.listing() == null
                            ? ""
                            : ", listed as " + PlainText.line(channel.listing().value())));
            side("quantity", channel.quantity(), out);
            side("price", channel.price(), out);
        }
    }

    private static void prices(Prices prices, Consumer<String> out) {
        out.accept("prices, " + prices.source() + ", " + arrived(prices.saidAt(), prices.arrivedAt())
                + (prices.sequence() == null ? "" : ", sequence " + new Sequence(prices.sequence()).brief())
                + (prices.validUntil() == null ? "" : ", until " + prices.validUntil()));
        for (ListPrice price : prices.lists()) {
            out.accept(String.format(
                            PRICE,
                            price.list(),
                            number(price.price().amount(), price.price().currency()),
                            price.validFrom() == null ? "" : "since " + price.validFrom())
                    .stripTrailing());
        }
    }

    private static String cause(ChangeCause cause) {
        String what =
                switch (cause.kind()) {
                    case "order", "adjustment" -> "an " + cause.kind();
                    case "item" -> "a description";
                    case "expected" -> "what is expected";
                    case "time" -> "the time";
                    default -> "a " + cause.kind();
                };
        return what + " of " + cause.source();
    }

    private static void stock(Stock stock, Consumer<String> out) {
        out.accept("stock, version " + stock.version()
                + (stock.causedAt() == null ? "" : ", its cause committed at " + stock.causedAt())
                + (stock.cause() == null ? "" : ", " + cause(stock.cause()))
                + (stock.discontinued() ? ", discontinued" : ""));
        stock.locations().forEach(place -> place(place, out));
        for (FloatingReservation unplaced : stock.unplaced()) {
            out.accept(unplaced(unplaced));
        }
        if (stock.kit() != null) {
            kit(stock.kit(), out);
        }
        if (!stock.taken().isEmpty()) {
            out.accept("  taken until the ERP's levels exclude it:");
            stock.taken().forEach(taken -> TakenLines.each(taken, out));
        }
        if (!stock.expected().isEmpty()) {
            out.accept("  expected:");
            stock.expected().forEach(expected -> expected(expected, out));
        }
    }

    private static void expected(Expected expected, Consumer<String> out) {
        String when = expected.expectedBy() == null ? ", nobody knows when" : " by " + expected.expectedBy();
        String late = expected.state().equals("overdue") ? ", overdue: not counted on any more" : "";
        String reference = expected.reference() == null ? "" : ", " + PlainText.line(expected.reference());
        String told = expected.saidAt() == null ? "" : ", told " + arrived(expected.saidAt(), expected.arrivedAt());
        out.accept("    " + number(expected.quantity(), null) + " at "
                + expected.location().value() + when + late + " (" + PlainText.line(expected.toldBy()) + reference
                + ")" + told);
    }

    private static void kit(Kit kit, Consumer<String> out) {
        out.accept(kit.refusal() == null ? "  made of:" : "  cannot be made, since " + kit.refusal() + ":");
        for (KitPart part : kit.parts()) {
            out.accept("    " + number(part.each(), null) + " x "
                    + PlainText.line(part.sku().value()) + (part.isCounted() ? "" : ": nobody has counted it"));
            part.locations()
                    .forEach(stock -> out.accept("  "
                            + String.format(
                                    PLACE,
                                    stock.location().value(),
                                    number(stock.onHand(), null),
                                    number(stock.reserved(), null))));
            part.unplaced().forEach(unplaced -> out.accept("    " + unplaced(unplaced)));
        }
    }

    private static String unplaced(FloatingReservation unplaced) {
        return "  " + number(unplaced.quantity(), null) + " reserved at one of " + names(unplaced.locations());
    }

    private static void place(Place place, Consumer<String> out) {
        out.accept(String.format(
                PLACE, place.location().value(), number(place.onHand(), null), number(place.reserved(), null)));
        if (place.level() != null) {
            counted(place.level(), out);
        }
        if (place.moved().signum() != 0) {
            out.accept("    moved " + number(place.moved(), null));
        }
    }

    private static void counted(Counted level, Consumer<String> out) {
        String when = level.saidAt() == null ? "as of " + level.asOf() : arrived(level.saidAt(), level.arrivedAt());
        out.accept(String.format(
                STEP,
                "counted " + number(level.onHand(), null),
                level.source() == null ? "" : level.source(),
                when + ", sequence " + new Sequence(level.sequence()).brief()));
    }

    /** When something was said, and how late it was here. */
    static String arrived(Instant saidAt, Instant arrivedAt) {
        Duration late = Duration.between(saidAt, arrivedAt);
        boolean isSoon = !late.isNegative() && late.compareTo(MINUTE) < 0;
        return saidAt + (isSoon ? ", here " + late.toMillis() + " ms later" : ", here at " + arrivedAt);
    }

    private static void side(String name, Side side, Consumer<String> out) {
        out.accept("  " + name);
        if (side.begin() != null) {
            out.accept(String.format(STEP, side.from(), "", number(side.begin(), side.currency())));
        }
        for (Step step : side.steps()) {
            out.accept(String.format(
                    STEP,
                    step.rule() + (step.setting() == null ? "" : " " + PlainText.line(step.setting())),
                    step.at() == null ? "" : step.at(),
                    number(step.before(), side.currency()) + " -> " + number(step.after(), side.currency())));
        }
        if (side.wanted() != null) {
            out.accept("    wanted " + number(side.wanted(), side.currency()) + ", version " + side.version()
                    + (side.causedAt() == null ? "" : ", its cause committed at " + side.causedAt()));
        }
        if (side.shown() != null) {
            out.accept("    shown  " + number(side.shown(), side.currency()) + ", version " + side.shownVersion()
                    + ", confirmed at " + side.shownAt()
                    + (side.lagMillis() == null ? "" : ", " + side.lagMillis() + " ms after its cause"));
        }
        out.accept("    " + side.state() + ": " + PlainText.line(side.why()));
    }

    /** Pieces without needless zeros, money as it is. */
    static String number(BigDecimal number, String currency) {
        return currency != null
                ? number.toPlainString() + " " + currency
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String names(List<LocationId> locations) {
        return locations.stream().map(LocationId::value).collect(Collectors.joining(", "));
    }
}
