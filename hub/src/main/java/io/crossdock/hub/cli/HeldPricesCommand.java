package io.crossdock.hub.cli;

import io.crossdock.canonical.Money;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.OfferStanding.State;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The prices that a channel's guard or limits hold back. */
@Command(
        name = "held",
        description = "List the prices that a channel's policy holds back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A price is held that moves further than prices.guard of the channel file from what the channel last",
            "confirmed, or that is beyond prices.min and prices.max. It goes when it changes back, or, where it only",
            "moves too far, by crossdock channel release. Exit status: 0, also where none is held."
        })
final class HeldPricesCommand implements Callable<Integer> {

    private static final String COLUMNS = "%-24s %16s %16s %8s  %s";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Option(names = "--json", description = "One JSON object a price.")
    private boolean json;

    @Mixin
    private ChannelAccess channels;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        HeldPrices held = new HeldPrices(
                channels.named(channel), channels, spec.commandLine().getErr());
        if (!json) {
            out.println(String.format(COLUMNS, "SKU", "SHOWN", "WANTED", "MOVES", "WHY"));
        }
        held.each(offer -> out.println(json ? json(offer) : row(offer)));
        out.flush();
        return 0;
    }

    private static String row(OfferStanding offer) {
        BigDecimal moves = moves(offer);
        return String.format(
                COLUMNS,
                PlainText.line(offer.sku().value()),
                money(offer.price().shown()),
                money(offer.price().wanted()),
                moves == null ? "-" : (moves.signum() > 0 ? "+" : "") + moves.toPlainString() + "%",
                why(offer));
    }

    private static String json(OfferStanding offer) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sku", offer.sku());
        members.put("shown", offer.price().shown());
        members.put("wanted", offer.price().wanted());
        members.put("version", offer.price().version());
        members.put("movesPercent", moves(offer));
        members.put("why", why(offer));
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }

    private static String why(OfferStanding offer) {
        return offer.price().state() == State.BEYOND ? "beyond its limits" : "moves too far";
    }

    private static String money(Money money) {
        return money == null ? "-" : money.amount().toPlainString() + " " + money.currency();
    }

    /** In per cent of what is shown; null where that tells nothing. */
    private static BigDecimal moves(OfferStanding offer) {
        Money shown = offer.price().shown();
        Money wanted = offer.price().wanted();
        if (shown == null || shown.amount().signum() == 0 || !shown.currency().equals(wanted.currency())) {
            return null;
        }
        return wanted.amount()
                .subtract(shown.amount())
                .multiply(HUNDRED)
                .divide(shown.amount().abs(), 0, RoundingMode.HALF_UP);
    }
}
