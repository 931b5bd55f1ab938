package io.crossdock.spi;

import java.util.List;
import java.util.Optional;

/**
 * Reads back what a system shows, page by page. Implementations have a public constructor without parameters and are
 * shared by threads.
 */
public interface ListingReader {

    /**
     * @return the next page. A listing that is added or moves meanwhile may be left out; one may be there twice
     * @throws Failure as {@link Api} or the adapter says
     */
    Page read(Asked asked, Channel channel, Api api);

    /** @param page what the page before named as {@link Page#next}; empty for the first */
    record Asked(Optional<String> page) {

        public static Asked first() {
            return new Asked(Optional.empty());
        }
    }

    /** @param next where the reading goes on; empty on the last page */
    record Page(List<Listing> listings, Optional<String> next) {

        public Page {
            listings = List.copyOf(listings);
        }
    }
}
