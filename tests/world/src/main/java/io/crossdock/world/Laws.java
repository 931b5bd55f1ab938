package io.crossdock.world;

import java.util.ArrayList;
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
    void sent(SellingChannel channel, ItemBooks item, long version, long quantity, long held) {
        writes++;
        history.tell(item, channel, () -> channel.id() + ": sync sends " + quantity + " as of version " + version);
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
    void toBeApplied(SellingChannel channel, ItemBooks item, long version) {
        Shop.Shelf shelf = channel.shop().shelf(item);
        require(
                version >= shelf.version,
                item,
                channel,
                "no older offer overwrites a newer one",
                () -> version + " over " + shelf.version);
        if (shelf.version > 0) {
            inTime(channel, item, shelf.rightUntil, shelf.quantity, "what a shop shows is renewed in time");
        }
    }

    private void inTime(SellingChannel channel, ItemBooks item, long version, long quantity, String law) {
        long since = item.wrongSince(channel.stock(), version, quantity);
        long age = agenda.millis() - since;
        require(
                since < 0 || age <= mostOutdated || since < hubIsBackAt || channel.wasTroubledSince(since),
                item,
                channel,
                law,
                () -> "version " + version + " wrong for " + age + " ms");
    }

    void applied(SellingChannel channel, ItemBooks item) {
        noMoreThanKnowable(channel, item);
    }

    /** Somebody is about to get pieces that the shop shows. */
    void toBeSold(SellingChannel channel, ItemBooks item, int pieces) {
        noMoreThanKnowable(channel, item);
        int missing = pieces - Math.max(0, item.free);
        if (missing <= 0) {
            return;
        }
        Shop.Shelf shelf = channel.shop().shelf(item);
        // Also what the shop put back by itself: that it is sold elsewhere meanwhile is news on its way.
        List<Fact> unheard = item.facts.stream()
                .filter(fact -> fact.pieces < 0 ? fact.isOnItsWayTo(channel, shelf) : fact.isDoneBy(channel, shelf))
                .toList();
        for (long lag : lags(unheard, missing)) {
            oversold.explained(lag);
            history.tell(item, channel, () -> "oversold on " + channel.id() + " since news is late by " + lag + " ms");
        }
        int explained = Math.min(
                missing,
                unheard.stream().mapToInt(fact -> Math.abs(fact.pieces)).sum());
        for (int piece = explained; piece < missing; piece++) {
            oversold.unexplained();
        }
        require(explained == missing, item, channel, "what is oversold is so by lag", () -> missing + " pieces");
    }

    /** For each missing piece, how long the news that took it was on its way: the oldest news first. */
    private List<Long> lags(List<Fact> unheard, int missing) {
        List<Long> lags = new ArrayList<>();
        for (Fact fact : unheard) {
            for (int piece = 0; piece < Math.abs(fact.pieces) && lags.size() < missing; piece++) {
                lags.add(agenda.millis() - fact.at);
            }
        }
        return lags;
    }

    /** What a shop shows is there, but for what nobody could tell it yet. */
    private void noMoreThanKnowable(SellingChannel channel, ItemBooks item) {
        Shop.Shelf shelf = channel.shop().shelf(item);
        int unheard = 0;
        int done = 0;
        for (Fact fact : item.facts) {
            if (fact.isDoneBy(channel, shelf)) {
                done += fact.pieces;
            } else if (fact.isOnItsWayTo(channel, shelf)) {
                unheard += fact.pieces;
            }
        }
        int most = Math.max(0, item.free - unheard - done) + done;
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
            require(item.free == level, item, null, "the world's books balance", () -> item.free + " and " + level);
            for (SellingChannel channel : channels) {
                int right = channel.stock().shown(level);
                long shown = channel.shop().shelf(item).shown;
                require(shown == right, item, channel, "in the end all is right", () -> shown + " instead of " + right);
            }
        }
        channels.forEach(channel -> require(
                channel.hasRecovered(),
                all.get(0),
                channel,
                "a channel recovers",
                () -> "it still has something to send"));
    }

    private void require(boolean holds, ItemBooks item, SellingChannel channel, String law, Supplier<String> but) {
        if (!holds) {
            String where = item.sku + (channel == null ? "" : " on " + channel.id());
            throw new BrokenLaw("\"" + law + "\" does not hold of " + where + " at " + agenda.millis() + " ms: "
                    + but.get() + "\n" + history.of(item, channel));
        }
    }
}
