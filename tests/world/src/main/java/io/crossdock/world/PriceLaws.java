package io.crossdock.world;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceReleased;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold of prices: as of {@link Laws}, and what a channel's guard holds is not sent. */
final class PriceLaws {

    private static final long NOT_WRONG = -1;

    private final Laws laws;
    private final Map<SellingChannel, Map<ItemBooks, Known>> known = new HashMap<>();
    private int released;

    /** What a channel was told and said of an item's price. */
    private static final class Known {
        private Sequence sent = Shop.Tag.NONE;
        private Integer confirmed;
        private Integer released;
        private Sequence releasedAs = Shop.Tag.NONE;
        private long releasedAt;
    }

    PriceLaws(Laws laws) {
        this.laws = laws;
    }

    /** Prices that were held and that somebody released. */
    int released() {
        return released;
    }

    private Known known(SellingChannel channel, ItemBooks item) {
        return known.computeIfAbsent(channel, none -> new HashMap<>()).computeIfAbsent(item, none -> new Known());
    }

    void released(SellingChannel channel, ItemBooks item, PriceReleased price) {
        released++;
        Known of = known(channel, item);
        of.released = PriceArithmetic.cents(price.price());
        of.releasedAs = new Sequence(price.version());
        of.releasedAt = laws.now();
    }

    void confirmed(SellingChannel channel, ItemBooks item, ReceiptIssued receipt) {
        if (receipt.price() != null) {
            known(channel, item).confirmed =
                    PriceArithmetic.cents(receipt.price().value());
        }
    }

    /** A price leaves the hub. */
    void sent(SellingChannel channel, ItemBooks item, Sequence version, Money price) {
        ItemBooks.Prices told = item.prices.get(version);
        laws.require(told != null, item, channel, "somebody has told the price", () -> "version " + version);
        int cents = PriceArithmetic.cents(price);
        Integer right = channel.price().shown(told.lists());
        laws.require(
                right != null && right == cents,
                item,
                channel,
                "a price is what the channel's policy makes of its list",
                () -> cents + " of " + told.lists() + ", which makes " + right);
        Known of = known(channel, item);
        laws.require(
                version.compareTo(of.sent) >= 0,
                item,
                channel,
                "versions of prices never fall on a channel",
                () -> version + " after " + of.sent);
        of.sent = version;
        laws.require(
                mayGo(channel, of, version, cents),
                item,
                channel,
                "a price that moves too far is held",
                () -> cents + " after " + of.confirmed);
        inTime(channel, item, version, cents, "a price is not outdated");
    }

    private static boolean mayGo(SellingChannel channel, Known of, Sequence version, int cents) {
        boolean isReleased = of.released != null && of.released == cents && of.releasedAs.compareTo(version) >= 0;
        return !channel.price().isBeyond(cents)
                && (isReleased || !channel.price().isTooFar(of.confirmed, cents));
    }

    /** A price arrives. */
    void toBeApplied(SellingChannel channel, ItemBooks item, Sequence version) {
        Shop.Tag tag = channel.shop().shelf(item).price;
        laws.require(
                version.compareTo(tag.version) >= 0,
                item,
                channel,
                "no older price overwrites a newer one",
                () -> version + " over " + tag.version);
        if (tag.cents != null) {
            inTime(channel, item, tag.rightUntil, tag.cents, "the price that a shop shows is renewed in time");
        }
    }

    private void inTime(SellingChannel channel, ItemBooks item, Sequence version, int cents, String law) {
        Known of = known(channel, item);
        long since = NOT_WRONG;
        for (Map.Entry<Sequence, ItemBooks.Prices> later :
                item.prices.tailMap(version, false).entrySet()) {
            Integer right = channel.price().shown(later.getValue().lists());
            if (right == null || right == cents || !mayGo(channel, of, later.getKey(), right)) {
                since = NOT_WRONG;
            } else {
                since = since == NOT_WRONG ? later.getValue().at() : since;
                if (channel.price().isTooFar(of.confirmed, right)) {
                    // Until somebody released it, it was held, and what it superseded was not to be sent either.
                    since = Math.max(since, of.releasedAt);
                }
            }
        }
        if (since != NOT_WRONG) {
            laws.inTime(channel, item, since, law, () -> cents + " as of " + version + " after " + of.confirmed);
        }
    }

    /** Nothing is on its way any more. */
    void settled(List<SellingChannel> channels, List<ItemBooks> all) {
        for (ItemBooks item : all) {
            channels.forEach(channel -> settled(channel, item));
        }
    }

    private void settled(SellingChannel channel, ItemBooks item) {
        Shop.Tag tag = channel.shop().shelf(item).price;
        Map.Entry<Sequence, ItemBooks.Prices> newest = item.prices.lastEntry();
        Integer right =
                newest == null ? null : channel.price().shown(newest.getValue().lists());
        if (right == null) {
            return;
        }
        Known of = known(channel, item);
        laws.require(
                !mayGo(channel, of, newest.getKey(), right) || right.equals(tag.cents),
                item,
                channel,
                "in the end all prices are right",
                () -> tag.cents + " instead of " + right);
    }
}
