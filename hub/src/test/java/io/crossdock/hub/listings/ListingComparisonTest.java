package io.crossdock.hub.listings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.sync.ItemView;
import io.crossdock.hub.sync.PartView;
import io.crossdock.spi.Listing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingComparisonTest {

    private static final Instant READ = Instant.parse("2026-03-14T09:00:00Z");
    private static final Instant LONG_AGO = READ.minus(Duration.ofHours(3));
    private static final PartView<Money> NO_PRICE = new PartView<>(null, null, null, null, false);

    private final ReadListings shown = new ReadListings();
    private final ListingComparison comparison = new ListingComparison(Duration.ofMinutes(5));

    @Test
    void what_shows_what_is_wanted_agrees() {
        // given
        shows("A", 7L);

        // when
        var found = compare(item("A", confirmed(7L, 7L, 5L)));

        // then
        assertThat(found.drifts()).isEmpty();
        assertThat(found.agreeing()).isEqualTo(1);
    }

    @Test
    void a_value_that_we_never_set_was_edited_there_and_the_one_before_is_a_lost_update() {
        // given
        shows("A", 3L);
        shows("B", 5L);

        // when
        var found = compare(item("A", confirmed(7L, 7L, 5L)), item("B", confirmed(7L, 7L, 5L)));

        // then
        assertThat(found.drifts())
                .extracting(Drift::sku, Drift::part, Drift::cause, Drift::wanted, Drift::confirmed, Drift::shown)
                .containsExactly(
                        tuple("A", "quantity", DriftCause.EDITED, 7L, 7L, 3L),
                        tuple("B", "quantity", DriftCause.LOST, 7L, 7L, 5L));
        assertThat(found.drifts()).extracting(Drift::key).containsExactly("key-A", "key-B");
        assertThat(found.drifts()).extracting(Drift::onHand).containsOnly(BigDecimal.TEN);
    }

    @Test
    void what_the_sync_has_still_to_send_is_no_drift_of_the_channels() {
        // given
        shows("A", 7L);
        shows("B", 9L);
        shows("C", 1L);

        // when
        var found = compare(
                item("A", confirmed(9L, 7L, null)),
                item("B", confirmed(9L, 7L, null)),
                item("C", new PartView<>(4L, null, null, null, false)));

        // then
        assertThat(found.drifts()).extracting(Drift::cause).containsOnly(DriftCause.UNSENT);
        assertThat(found.drifts()).hasSize(3);
    }

    @Test
    void what_was_confirmed_within_the_grace_or_after_the_reading_moves() {
        // given
        shows("A", 5L);
        shows("B", 5L);
        shows("C", 5L);

        // when
        var found = compare(
                item("A", new PartView<>(7L, 7L, READ.plusSeconds(1), 5L, false)),
                item("B", new PartView<>(7L, 7L, READ.minus(Duration.ofMinutes(4)), 5L, false)),
                item("C", new PartView<>(7L, 7L, READ.minus(Duration.ofMinutes(6)), 5L, false)));

        // then
        assertThat(found.moving()).isEqualTo(2);
        assertThat(found.drifts()).extracting(Drift::sku, Drift::cause).containsExactly(tuple("C", DriftCause.LOST));
    }

    @Test
    void what_the_channel_sold_by_itself_moves_until_the_sync_has_written_it_again() {
        // given
        shows("A", 6L);

        // when
        var found = compare(item("A", new PartView<>(6L, 7L, LONG_AGO, 5L, true)));

        // then
        assertThat(found.drifts()).isEmpty();
        assertThat(found.moving()).isEqualTo(1);
    }

    @Test
    void a_price_is_compared_as_money_whatever_its_digits() {
        // given
        shown.add(
                List.of(
                        new Listing("1", "A", 7L, euros("9.9"), Listing.State.ON_SALE),
                        new Listing("2", "B", 7L, euros("9.80"), Listing.State.ON_SALE),
                        new Listing("3", "C", 7L, null, Listing.State.HIDDEN)),
                READ);
        PartView<Money> price = new PartView<>(euros("9.90"), euros("9.90"), LONG_AGO, euros("9.80"), false);

        // when
        var found = compare(
                new ItemView(new Sku("A"), null, confirmed(7L, 7L, null), price),
                new ItemView(new Sku("B"), null, confirmed(7L, 7L, null), price),
                new ItemView(new Sku("C"), null, confirmed(7L, 7L, null), price));

        // then
        assertThat(found.drifts())
                .extracting(Drift::sku, Drift::part, Drift::cause)
                .containsExactly(tuple("B", "price", DriftCause.LOST));
        assertThat(shown.hidden()).isEqualTo(1);
    }

    @Test
    void a_listing_that_is_gone_is_told_unless_there_is_nothing_to_sell() {
        // when
        var found = compare(
                item("A", confirmed(7L, 7L, null)),
                item("B", confirmed(0L, 0L, null)),
                item("C", new PartView<>(4L, null, null, null, false)));

        // then
        assertThat(found.drifts())
                .extracting(Drift::sku, Drift::part, Drift::cause)
                .containsExactly(tuple("A", "listing", DriftCause.GONE), tuple("C", "listing", DriftCause.UNLISTED));
    }

    @Test
    void listings_of_nobody_and_two_of_one_sku_are_told_and_left_alone() {
        // given
        shows("X", 1L);
        shows("A", 3L);
        shown.add(
                List.of(
                        new Listing("another", "A", 3L, null, Listing.State.ON_SALE),
                        new Listing("blank", "", 3L, null, Listing.State.ON_SALE)),
                READ);

        // when
        var found = compare(item("A", confirmed(7L, 7L, null)));

        // then
        assertThat(found.drifts())
                .extracting(Drift::sku, Drift::cause)
                .containsExactly(tuple("A", DriftCause.DUPLICATE), tuple("X", DriftCause.UNKNOWN));
        assertThat(shown.withoutSku()).isEqualTo(1);
        assertThat(shown.listings()).isEqualTo(3);
    }

    @Test
    void a_listing_that_is_read_twice_is_one_and_the_later_reading_counts() {
        // given
        shows("A", 3L);
        shown.add(List.of(listing("A", 7L)), READ.plusSeconds(1));

        // when
        var found = compare(item("A", confirmed(7L, 7L, 3L)));

        // then
        assertThat(found.agreeing()).isEqualTo(1);
        assertThat(shown.listings()).isEqualTo(1);
    }

    private ListingComparison.Found compare(ItemView... items) {
        return comparison.compare(shown, Stream.of(items));
    }

    private void shows(String sku, long quantity) {
        shown.add(List.of(listing(sku, quantity)), READ);
    }

    private static Listing listing(String sku, long quantity) {
        return new Listing("key-" + sku, sku, quantity, null, Listing.State.ON_SALE);
    }

    private static ItemView item(String sku, PartView<Long> quantity) {
        return new ItemView(new Sku(sku), BigDecimal.TEN, quantity, NO_PRICE);
    }

    private static PartView<Long> confirmed(long wanted, long confirmed, Long before) {
        return new PartView<>(wanted, confirmed, LONG_AGO, before, false);
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
