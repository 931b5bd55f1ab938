package io.crossdock.hub.listings;

import io.crossdock.hub.sync.ItemView;
import io.crossdock.hub.sync.PartView;
import io.crossdock.spi.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sync would write to a channel as it is now.
 *
 * @param listings read
 * @param writes what is shown otherwise than wanted, in the order of the SKUs
 * @param unlisted items that are to be sold and have no listing
 */
public record ListingDifference(long listings, List<Write> writes, List<String> unlisted) {

    private static final Comparator<Write> ORDER =
            Comparator.comparing(Write::sku).thenComparing(Write::part);

    /**
     * One write.
     *
     * @param part {@code quantity} or {@code price}
     * @param shown null where the channel shows nothing
     */
    public record Write(String sku, String part, Object shown, Object wanted) {}

    static ListingDifference of(ReadListings shown, Stream<ItemView> known) {
        List<Write> writes = new ArrayList<>();
        List<String> unlisted = new ArrayList<>();
        known.forEach(item -> {
            Optional<Listing> listing = shown.of(item.sku()).map(ReadListings.Read::listing);
            if (listing.isPresent()) {
                add(writes, item, Drift.QUANTITY, item.quantity(), listing.get().quantity());
                add(writes, item, Drift.PRICE, item.price(), listing.get().price());
            } else if (item.isOffered()) {
                unlisted.add(item.sku().value());
            }
        });
        writes.sort(ORDER);
        unlisted.sort(Comparator.naturalOrder());
        return new ListingDifference(shown.listings(), List.copyOf(writes), List.copyOf(unlisted));
    }

    private static <T> void add(List<Write> writes, ItemView item, String part, PartView<T> known, T shows) {
        if (known.wanted() != null && !known.wanted().equals(shows)) {
            writes.add(new Write(item.sku().value(), part, shows, known.wanted()));
        }
    }
}
