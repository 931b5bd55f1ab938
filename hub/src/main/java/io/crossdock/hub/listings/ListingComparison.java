package io.crossdock.hub.listings;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.listings.ReadListings.Read;
import io.crossdock.hub.sync.ItemView;
import io.crossdock.hub.sync.PartView;
import io.crossdock.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells what a channel shows otherwise than wanted, and why. Pure.
 *
 * @param grace for how long a channel may still show what it showed before it confirmed an offer
 */
record ListingComparison(Duration grace) {

    private static final Comparator<Drift> ORDER =
            Comparator.comparing(Drift::sku).thenComparing(Drift::part);

    /**
     * @param drifts in the order of the SKUs
     * @param agreeing items that show what is wanted
     * @param moving items that were being changed when they were read, so that nothing can be said of them
     */
    record Found(List<Drift> drifts, long agreeing, long moving) {}

    /** @param known all items that are wanted or were confirmed */
    Found compare(ReadListings shown, Stream<ItemView> known) {
        Sorting sorting = new Sorting(shown);
        Set<Sku> items = new HashSet<>();
        known.forEach(item -> {
            items.add(item.sku());
            sorting.item(item);
        });
        shown.forEach((sku, read) -> {
            if (!items.contains(sku)) {
                sorting.unknown(read.listing());
            }
        });
        sorting.drifts.sort(ORDER);
        return new Found(sorting.drifts, sorting.agreeing, sorting.moving);
    }

    /** What of one part is to be said. */
    private enum Verdict {
        AGREES,
        MOVES,
        DRIFTS
    }

    private final class Sorting {

        private final ReadListings shown;
        private final List<Drift> drifts = new ArrayList<>();
        private long agreeing;
        private long moving;

        Sorting(ReadListings shown) {
            this.shown = shown;
        }

        void unknown(Listing listing) {
            drifts.add(new Drift(
                    listing.sku(),
                    Drift.LISTING,
                    DriftCause.UNKNOWN,
                    null,
                    null,
                    null,
                    null,
                    listing.quantity(),
                    listing.key()));
        }

        void item(ItemView item) {
            Optional<Read> read = shown.of(item.sku());
            if (read.isEmpty()) {
                missing(item);
            } else if (shown.isDuplicate(item.sku())) {
                listing(item, DriftCause.DUPLICATE, read.get().listing());
            } else {
                Listing listing = read.get().listing();
                Instant askedAt = read.get().askedAt();
                Verdict quantity = part(item, Drift.QUANTITY, item.quantity(), listing.quantity(), listing, askedAt);
                Verdict price = part(item, Drift.PRICE, item.price(), listing.price(), listing, askedAt);
                if (quantity == Verdict.MOVES || price == Verdict.MOVES) {
                    moving++;
                } else if (quantity == Verdict.AGREES && price == Verdict.AGREES) {
                    agreeing++;
                }
            }
        }

        /** What there is nothing of needs no listing. */
        private void missing(ItemView item) {
            if (!item.isOffered()) {
                agreeing++;
            } else {
                boolean wasShown = item.quantity().confirmed() != null;
                listing(item, wasShown ? DriftCause.GONE : DriftCause.UNLISTED, null);
            }
        }

        private void listing(ItemView item, DriftCause cause, Listing listing) {
            Object pieces = listing == null ? null : listing.quantity();
            drifts.add(Drift.of(
                    item.sku().value(), Drift.LISTING, cause, item.onHand(), item.quantity(), pieces, listing));
        }

        private <T> Verdict part(
                ItemView item, String part, PartView<T> known, T shows, Listing listing, Instant askedAt) {
            Optional<DriftCause> cause = cause(known, shows);
            if (cause.isEmpty()) {
                return Verdict.AGREES;
            }
            if (isMoving(known, askedAt)) {
                return Verdict.MOVES;
            }
            drifts.add(Drift.of(item.sku().value(), part, cause.get(), item.onHand(), known, shows, listing));
            return Verdict.DRIFTS;
        }

        private boolean isMoving(PartView<?> known, Instant askedAt) {
            return known.isUnsure()
                    || (known.confirmedAt() != null && known.confirmedAt().isAfter(askedAt.minus(grace)));
        }
    }

    /** A part that nothing is wanted of, or that the channel does not show, cannot drift. */
    private static <T> Optional<DriftCause> cause(PartView<T> known, T shows) {
        if (known.wanted() == null || shows == null) {
            return Optional.empty();
        }
        if (known.confirmed() == null) {
            return Optional.of(DriftCause.UNSENT);
        }
        if (shows.equals(known.confirmed())) {
            return shows.equals(known.wanted()) ? Optional.empty() : Optional.of(DriftCause.UNSENT);
        }
        if (shows.equals(known.wanted())) {
            return Optional.of(DriftCause.UNSENT);
        }
        return Optional.of(shows.equals(known.before()) ? DriftCause.LOST : DriftCause.EDITED);
    }
}
