package io.crossdock.world;

import io.crossdock.canonical.Sequence;
import io.crossdock.hub.sync.SteppedSync.Told;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.List;

/** What one channel's buyers see. It takes what it sells off at once, and knows nothing of the other shops. */
final class Shop {

    private final String name;
    private final boolean compares;
    private final Shelf[] shelves;

    /** One item's place in the shop. */
    static final class Shelf {

        /** Pieces that a buyer sees; none before the first offer. */
        long shown;

        /** The quantity of the offer that was applied last, and its version. */
        long quantity = -1;

        /** Pieces of it that were held back. */
        long held;

        long version;

        /** The version up to which the offer that was applied last is right. */
        long rightUntil;

        /** Which of all things that happened the last offer's application was. */
        long applied;

        /** Which of them the shop's own last change was. */
        long changed = -1;

        /** Whose request it was that changed the quantity last. */
        Request by;

        final Tag price = new Tag();
    }

    /** An item's price in the shop. */
    static final class Tag {

        static final Sequence NONE = Sequence.of(0, 0, 0);

        /** Cents; null before the first price. */
        Integer cents;

        Sequence version = NONE;

        /** The version up to which it is right. */
        Sequence rightUntil = NONE;

        /** Whose request it was that changed it last. */
        Request by;
    }

    /** @param compares whether it refuses an offer whose sender is wrong about what it shows */
    Shop(String name, boolean compares, List<ItemBooks> items) {
        this.name = name;
        this.compares = compares;
        this.shelves = new Shelf[items.size()];
        for (int i = 0; i < shelves.length; i++) {
            shelves[i] = new Shelf();
        }
    }

    Shelf shelf(ItemBooks item) {
        return shelves[item.number];
    }

    void sell(ItemBooks item, int pieces, long stamp) {
        shelf(item).shown -= pieces;
        shelf(item).changed = stamp;
    }

    /** A buyer took something back, and the shop shows it again. */
    void putBack(ItemBooks item, int pieces, long stamp) {
        shelf(item).shown += pieces;
        shelf(item).changed = stamp;
    }

    /** @param told what the offer was made of */
    OfferResult apply(ItemBooks item, Offer offer, Told told, Request request, long stamp) {
        Shelf shelf = shelf(item);
        if (compares && offer.shownQuantity() != null && offer.shownQuantity() != shelf.shown) {
            return OfferResult.failed(
                    offer.sku(), Failure.stale(name, "offers", offer.sku().value(), "shows something else"));
        }
        if (offer.quantity() != null) {
            shelf.shown = offer.quantity();
            shelf.quantity = offer.quantity();
            shelf.held = told.held();
            shelf.version = told.version();
            shelf.rightUntil = told.version();
            shelf.applied = stamp;
            shelf.by = request;
        }
        if (offer.price() != null) {
            shelf.price.cents = PriceArithmetic.cents(offer.price());
            shelf.price.version = told.priced();
            shelf.price.rightUntil = told.priced();
            shelf.price.by = request;
        }
        return OfferResult.confirmed(offer.sku());
    }
}
