package io.crossdock.hub.explain;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.explain.Explanation.Step;
import io.crossdock.hub.explain.Refusals.Refusal;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.policy.Pooled;
import io.crossdock.hub.policy.PricePolicy.Priced;
import io.crossdock.hub.policy.Setting;
import io.crossdock.hub.policy.Steps;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one channel makes of an item, step by step: by its policy, which calculates here as it does in the sync. */
final class ChannelSide {

    private final SyncSettings settings;
    private final CatalogItem item;
    private final Optional<Refusal> refusal;

    ChannelSide(SyncSettings settings, CatalogItem item, Optional<Refusal> refusal) {
        this.settings = settings;
        this.item = item;
        this.refusal = refusal;
    }

    /**
     * @param available null where nobody has counted the item
     * @param prices null where it has none
     * @param standing as the sync's own code sees it
     * @param now by which is told what of the expected counts
     */
    ChannelExplanation explain(
            AvailabilityChanged available, PriceChanged prices, OfferStanding standing, Instant now) {
        Optional<Sku> listing = settings.channel().listings().listingOf(item.sku());
        if (listing.isEmpty()) {
            return new ChannelExplanation(
                    settings.channel().id(),
                    null,
                    settings.channel().locations(),
                    quantity(null, standing, now),
                    price(null, standing));
        }
        return new ChannelExplanation(
                settings.channel().id(),
                settings.channel().listings().areOwn() ? listing.get() : null,
                settings.channel().locations(),
                quantity(available, standing, now),
                price(prices, standing));
    }

    private Side quantity(AvailabilityChanged available, OfferStanding standing, Instant now) {
        Channel channel = settings.channel();
        List<Step> steps = new ArrayList<>();
        String from = "available at "
                + channel.locations().stream().map(LocationId::value).collect(Collectors.joining(", "));
        Pooled pooled = available == null ? null : Pooled.of(available, channel.locations());
        if (pooled != null) {
            settings.stock().quantity(pooled, item, standing.held(), now, heard(steps));
        }
        return side(
                from,
                pooled == null ? null : pooled.available(),
                null,
                steps,
                standing.quantity(),
                standing,
                BigDecimal::valueOf,
                refusal.map(Refusal::quantity),
                "nobody has counted the item");
    }

    private Side price(PriceChanged prices, OfferStanding standing) {
        OfferStanding.Side<Money> side = standing.price();
        List<Step> steps = new ArrayList<>();
        String list = settings.price().list();
        Optional<Money> listed =
                prices == null ? Optional.empty() : settings.price().listed(prices);
        Optional<Priced> priced = listed.map(money -> settings.price().price(money, item, heard(steps)));
        return side(
                list == null ? "no price list" : "on the list " + list,
                listed.map(Money::amount).orElse(null),
                settings.channel().currency(),
                steps,
                side,
                standing,
                Money::amount,
                refusal.map(Refusal::price),
                side.state() == OfferStanding.State.BEYOND
                        ? "it is beyond " + place(priced.orElseThrow().bound())
                        : list == null
                                ? "the channel keeps its own prices"
                                : "the list has no price of it in "
                                        + settings.channel().currency());
    }

    /** @param reason why nothing is wanted, or beyond what it is */
    private <T> Side side(
            String from,
            BigDecimal begin,
            String currency,
            List<Step> steps,
            OfferStanding.Side<T> side,
            OfferStanding standing,
            Function<T, BigDecimal> number,
            Optional<BigDecimal> refused,
            String reason) {
        BigDecimal wanted = side.wanted() == null ? null : number.apply(side.wanted());
        boolean isUntold = side.state() == OfferStanding.State.WAITING || side.state() == OfferStanding.State.ACCEPTED;
        boolean isRefused = isUntold
                && refused.filter(value -> value.compareTo(wanted) == 0).isPresent()
                && isSince(refusal.orElseThrow().at(), side);
        return new Side(
                from,
                begin,
                currency,
                List.copyOf(steps),
                wanted,
                side.version(),
                side.causedAt(),
                side.shown() == null ? null : number.apply(side.shown()),
                side.shownVersion(),
                side.shownAt(),
                side.lag() == null ? null : side.lag().toMillis(),
                isRefused ? "refused" : state(side.state()),
                isRefused ? refusal() : why(side, standing, reason) + quota(side, standing.quota()));
    }

    /** A refusal of the same number before the channel confirmed another one is history. */
    private static boolean isSince(Instant refused, OfferStanding.Side<?> side) {
        return (side.shownAt() == null || refused.isAfter(side.shownAt()))
                && (side.causedAt() == null || !refused.isBefore(side.causedAt()));
    }

    private String refusal() {
        return "the channel refused it at " + refusal.orElseThrow().at() + ": "
                + refusal.orElseThrow().message() + "; it is left alone until something newer is wanted";
    }

    private String state(OfferStanding.State state) {
        return switch (state) {
            case UNWANTED -> isListed() ? "unwanted" : "unlisted";
            case SHOWN -> "shown";
            case WAITING -> "waiting";
            case ACCEPTED -> "accepted";
            case HELD, BEYOND -> "held";
        };
    }

    private boolean isListed() {
        return settings.channel().listings().listingOf(item.sku()).isPresent();
    }

    private String why(OfferStanding.Side<?> side, OfferStanding standing, String reason) {
        return switch (side.state()) {
            case UNWANTED -> isListed() ? reason : "the channel's listings have no row of it";
            case BEYOND -> reason;
            case SHOWN -> "the channel confirmed it";
            case WAITING ->
                isFenced(standing)
                        ? "it waits for an earlier offer of the item: " + accepted(standing.accepted())
                                + "; without a result the newest is sent after "
                                + standing.accepted().until()
                        : "it waits to be told, or is being told now";
            case ACCEPTED ->
                accepted(standing.accepted()) + "; without a result it is sent again after "
                        + standing.accepted().until();
            case HELD ->
                "it moves further than " + place(settings.price().guard().percent())
                        + " from what is shown, and nobody has released it";
        };
    }

    private static boolean isFenced(OfferStanding standing) {
        return standing.accepted() != null && !standing.accepted().isOvertakable();
    }

    private static String accepted(OfferStanding.Accepted accepted) {
        return "the channel accepted it at " + accepted.at() + " as " + accepted.ticket()
                + " and has not said what became of it";
    }

    private static String quota(OfferStanding.Side<?> side, OfferStanding.Quota quota) {
        if (quota == null || (quota.used() == 0 && quota.until() == null)) {
            return "";
        }
        boolean waits = side.state() == OfferStanding.State.WAITING && quota.until() != null;
        return "; limit.perItem " + quota.limit() + ": " + quota.used() + " of " + quota.atOnce() + " are used"
                + (waits ? ", and it waits until " + quota.until() : "");
    }

    private static String place(Setting<?> setting) {
        return setting.text() + " (" + setting.at() + ")";
    }

    private static Steps heard(List<Step> steps) {
        return (rule, setting, before, after) -> steps.add(new Step(
                rule,
                setting == null ? null : setting.text(),
                setting == null || setting.at().isEmpty() ? null : setting.at(),
                before,
                after));
    }
}
