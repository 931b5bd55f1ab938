package io.crossdock.world;

import io.crossdock.canonical.Sequence;
import io.crossdock.hub.sync.SteppedSync.Told;
import io.crossdock.spi.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What must hold whenever the hub says something, a shop is told something, or something is sold. */
final class Laws {

    private final Agenda agenda;
    private final History history;
    private final Map<SellingChannel, long[]> sent = new HashMap<>();
    private final Oversold oversold = new Oversold();
    private final PriceLaws prices = new PriceLaws(this);
    private final int items;
    private final long mostOutdated;
    private long writes;
    private long hubIsBackAt = -1;

    /** @param mostOutdated milliseconds that an offer may be behind while nothing is down */
    Laws(Agenda agenda, History history, int items, long mostOutdated) {
        this.agenda = agenda;
        this.history = history;
        this.items = items;
        this.mostOutdated = mostOutdated;
    }

    long now() {
        return agenda.millis();
    }

    PriceLaws prices() {
        return prices;
    }

    Oversold oversold() {
        return oversold;
    }

    /** Nothing that the hub hears or says counts as late that waited for it meanwhile. */
    void hubIsAwayUntil(long millis) {
        hubIsBackAt = millis;
    }

    /** Offers that went out. */
    long writes() {
        return writes;
    }

    void produced(ItemBooks item, long version) {
        require(
                version > item.newest(),
                item,
                null,
                "the hub's versions rise",
                () -> version + " after " + item.newest());
    }

    /** An offer leaves the hub. */
    void sent(SellingChannel channel, ItemBooks item, Told told, Offer offer) {
        writes++;
        history.tell(item, channel, () -> channel.id() + ": sync sends " + text(offer, told));
        if (offer.quantity() != null) {
            sent(channel, item, told.version(), offer.quantity(), told.held());
        }
        if (offer.price() != null) {
            prices.sent(channel, item, told.priced(), offer.price());
        }
    }

    /** An offer is made of what its sender has read last, and not of what that has superseded. */
    void isNewest(SellingChannel channel, ItemBooks item, Told told, Reading reading) {
        long read = reading.version(item);
        Sequence priced = reading.priced(item);
        String law = "what is sent is not superseded by anything that was read";
        require(told.version() == 0 || told.version() == read, item, channel, law, () -> "version " + read + " was");
        require(told.priced() == null || told.priced().equals(priced), item, channel, law, () -> priced + " was");
    }

    static String text(Offer offer, Told told) {
        String price = offer.price() == null ? "" : " at " + offer.price() + " as of " + told.priced();
        return offer.quantity() == null ? price : offer.quantity() + " as of version " + told.version() + price;
    }

    private void sent(SellingChannel channel, ItemBooks item, long version, long quantity, long held) {
        ItemBooks.Version said = item.versions.get(version);
        require(said != null, item, channel, "the hub has said what it offers", () -> "version " + version);
        int right = channel.stock().shown(said.available(), held);
        require(
                right == quantity && (held == 0 || channel.stock().lag() != null),
                item,
                channel,
                "an offer is what the channel's policy makes of its version",
                () -> quantity + " of version " + version + ", which makes " + right);
        long[] newest = sent.computeIfAbsent(channel, none -> new long[items]);
        long before = newest[item.number];
        require(
                version >= before,
                item,
                channel,
                "versions never fall on a channel",
                () -> version + " after " + before);
        newest[item.number] = version;
        inTime(channel, item, version, quantity, "an offer is not outdated");
    }

    /** An offer arrives. */
    void toBeApplied(SellingChannel channel, ItemBooks item, Told told, Offer offer) {
        if (offer.price() != null) {
            prices.toBeApplied(channel, item, told.priced());
        }
        if (offer.quantity() != null) {
            toBeApplied(channel, item, told.version());
        }
    }

    private void toBeApplied(SellingChannel channel, ItemBooks item, long version) {
        Shop.Shelf shelf = channel.shop().shelf(item);
        require(
                version >= shelf.version,
                item,
                channel,
                "no older offer overwrites a newer one",
                () -> version + " over " + shelf.version);
        if (shelf.version > 0 && !channel.isBeyondKnowing(shelf.by, item)) {
            inTime(channel, item, shelf.rightUntil, shelf.quantity, "what a shop shows is renewed in time");
        }
    }

    private void inTime(SellingChannel channel, ItemBooks item, long version, long quantity, String law) {
        long since = item.wrongSince(channel.stock(), version, quantity);
        if (since >= 0) {
            inTime(channel, item, since, law, () -> "version " + version);
        }
    }

    /** Something is wrong since then, as the hub said itself. */
    void inTime(SellingChannel channel, ItemBooks item, long since, String law, Supplier<String> what) {
        long age = agenda.millis() - since;
        require(
                age <= mostOutdated || since < hubIsBackAt || channel.wasTroubledSince(since),
                item,
                channel,
                law,
                () -> what.get() + ", wrong for " + age + " ms");
    }

    void applied(SellingChannel channel, ItemBooks item) {
        noMoreThanKnowable(channel, item);
    }

    /** Somebody is about to get pieces that the shop shows. */
    void toBeSold(SellingChannel channel, ItemBooks item, int pieces) {
        noMoreThanKnowable(channel, item);
        int missing = pieces - Math.max(0, item.free());
        if (missing <= 0) {
            return;
        }
        List<Long> lags = item.isKit() ? lagsOfKits(channel, item, missing) : lags(channel, item, missing);
        for (long lag : lags) {
            oversold.explained(lag);
            history.tell(item, channel, () -> "oversold on " + channel.id() + " since news is late by " + lag + " ms");
        }
        Request by = channel.shop().shelf(item).by;
        int explained = channel.isBeyondKnowing(by, item) ? missing : lags.size();
        for (int piece = lags.size(); piece < explained; piece++) {
            oversold.explained(agenda.millis() - by.begun);
        }
        for (int piece = explained; piece < missing; piece++) {
            oversold.unexplained();
        }
        require(explained == missing, item, channel, "what is oversold is so by lag", () -> missing + " pieces");
    }

    /** For each missing piece, how long the news that took it was on its way: the oldest news first. */
    private List<Long> lags(SellingChannel channel, ItemBooks item, int missing) {
        // Also what the shop put back by itself: that it is sold elsewhere meanwhile is news on its way.
        List<Fact> unheard = item.facts.stream()
                .filter(fact -> fact.pieces < 0 ? fact.isOnItsWayTo(channel, item) : fact.isDoneBy(channel, item))
                .toList();
        List<Long> lags = new ArrayList<>();
        for (Fact fact : unheard) {
            for (int piece = 0; piece < Math.abs(fact.pieces) && lags.size() < missing; piece++) {
                lags.add(agenda.millis() - fact.at);
            }
        }
        return lags;
    }

    /**
     * The same of kits: as many as there would be, had nothing happened to their parts of which the shop does not know,
     * are missing since the news of that is on its way.
     */
    private List<Long> lagsOfKits(SellingChannel channel, ItemBooks kit, int missing) {
        List<Fact> unheard = kit.takes.keySet().stream()
                .flatMap(part -> part.facts.stream())
                .filter(fact -> fact.pieces < 0 && fact.isOnItsWayTo(channel, kit))
                .sorted(Comparator.comparingLong(fact -> fact.stamp))
                .toList();
        int heard = Math.max(0, kit.free(fact -> isUnknown(fact, channel, kit)));
        int putBack = kit.facts.stream()
                .filter(fact -> fact.pieces > 0 && fact.isDoneBy(channel, kit))
                .mapToInt(fact -> fact.pieces)
                .sum();
        int explained = Math.min(missing, heard - Math.max(0, kit.free()) + putBack);
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < explained; i++) {
            Fact fact = unheard.isEmpty() ? kit.facts.get(0) : unheard.get(Math.min(i, unheard.size() - 1));
            lags.add(agenda.millis() - fact.at);
        }
        return lags;
    }

    private static boolean isUnknown(Fact fact, SellingChannel channel, ItemBooks item) {
        return fact.isDoneBy(channel, item) || fact.isOnItsWayTo(channel, item);
    }

    /** What a shop shows is there, but for what nobody could tell it yet. */
    private void noMoreThanKnowable(SellingChannel channel, ItemBooks item) {
        Shop.Shelf shelf = channel.shop().shelf(item);
        if (channel.isBeyondKnowing(shelf.by, item)) {
            return;
        }
        int done = 0;
        for (Fact fact : item.facts) {
            done += fact.isDoneBy(channel, item) ? fact.pieces : 0;
        }
        int most = Math.max(0, item.free(fact -> isUnknown(fact, channel, item))) + done;
        require(
                shelf.shown <= most,
                item,
                channel,
                "a shop shows no more than there is as far as it could hear",
                () -> shelf.shown + " of " + most);
    }

    /** Nothing is on its way any more, and the ERP has booked everything. */
    void settled(List<SellingChannel> channels, List<ItemBooks> all, Erp erp) {
        for (ItemBooks item : all) {
            int level = erp.level(item);
            int free = item.free();
            require(free == level, item, null, "the world's books balance", () -> free + " and " + level);
            for (SellingChannel channel : channels) {
                int right = channel.stock().shown(level);
                Shop.Shelf shelf = channel.shop().shelf(item);
                long shown = shelf.shown;
                require(
                        shown == right || channel.isBeyondKnowing(shelf.by, item),
                        item,
                        channel,
                        "in the end all is right",
                        () -> shown + " instead of " + right);
            }
        }
        prices.settled(channels, all);
        channels.forEach(channel -> require(
                channel.hasRecovered(),
                all.get(0),
                channel,
                "a channel recovers",
                () -> "it still has something to send"));
    }

    void require(boolean holds, ItemBooks item, SellingChannel channel, String law, Supplier<String> but) {
        if (!holds) {
            String where = item.sku + (channel == null ? "" : " on " + channel.id());
            throw new BrokenLaw("\"" + law + "\" does not hold of " + where + " at " + agenda.millis() + " ms: "
                    + but.get() + "\n" + history.of(item, channel));
        }
    }
}
