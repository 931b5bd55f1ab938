package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Erasures;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.OfferStanding.State;
import io.crossdock.hub.sync.PriceReleases;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets prices go that a channel's guard holds. */
@Command(
        name = "release",
        description = "Let prices go that a channel's guard holds, as they are now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The next price of the item needs its own release if it moves too far again. A price beyond prices.min",
            "or prices.max is not released: change the channel file, or the price.",
            "Exit status: 0 all of them were released, 3 some were not held any more or are beyond their limits."
        })
final class ReleasePricesCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Parameters(index = "1..*", paramLabel = "SKU", description = "The items whose price may go.")
    private List<String> skus = new ArrayList<>();

    @Option(names = "--all", description = "All that are held now and only move too far.")
    private boolean all;

    @Mixin
    private ChannelAccess channels;

    @Mixin
    private WishOptions wish;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (all == !skus.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Which prices? Name items, or give --all");
        }
        Erasures.Wish why = wish.wish();
        if (why.reason().isBlank() || why.by().isBlank()) {
            throw CapabilityAccess.mistake("--reason, --by", "is blank", "a few words");
        }
        PrintWriter err = spec.commandLine().getErr();
        HeldPrices held = new HeldPrices(channels.named(channel), channels, err);
        Set<String> left = new TreeSet<>(skus);
        List<OfferStanding> released = new ArrayList<>();
        held.each(offer -> {
            boolean isMeant = all || left.contains(offer.sku().value());
            if (isMeant && offer.price().state() == State.HELD) {
                left.remove(offer.sku().value());
                released.add(offer);
            }
        });
        new PriceReleases(held.settings(), Clock.systemUTC()).release(released, why.by(), why.reason());
        PrintWriter out = spec.commandLine().getOut();
        released.forEach(offer -> out.println(PlainText.line(offer.sku().value()) + ": "
                + offer.price().shown().amount().toPlainString() + " -> "
                + offer.price().wanted().amount().toPlainString() + " "
                + offer.price().wanted().currency()));
        out.flush();
        left.forEach(sku -> err.println("crossdock: " + PlainText.line(sku) + " is not held, or beyond its limits"));
        err.flush();
        return left.isEmpty() ? 0 : DeadLettersCommand.NOT_ALL;
    }
}
