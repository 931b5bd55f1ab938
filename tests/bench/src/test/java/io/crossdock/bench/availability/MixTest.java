package io.crossdock.bench.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.StockCounted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    private static final int EVENTS = 20_000;

    @Test
    void every_event_keeps_the_rules_of_its_type_and_one_in_ten_is_told_again() {
        // when
        List<CanonicalEvent> events = some(7);
        // then
        assertThat(events).allSatisfy(EventValidation::check);
        assertThat(events.stream().map(CanonicalEvent::id).distinct().count())
                .isBetween(EVENTS * 88L / 100, EVENTS * 92L / 100);
    }

    @Test
    void levels_orders_moves_bookings_and_kits_are_among_them() {
        // when
        Map<EventType, Long> counts =
                some(7).stream().collect(Collectors.groupingBy(CanonicalEvent::type, Collectors.counting()));
        // then
        assertThat(counts)
                .containsOnlyKeys(
                        EventType.STOCK_COUNTED,
                        EventType.STOCK_MOVED,
                        EventType.ORDER_PLACED,
                        EventType.ORDER_CHANGED,
                        EventType.ORDER_CANCELLED,
                        EventType.ORDER_BOOKED,
                        EventType.ITEM_DESCRIBED);
        assertThat(counts.get(EventType.STOCK_COUNTED)).isBetween(EVENTS * 36L / 100, EVENTS * 48L / 100);
        assertThat(some(7))
                .anyMatch(event -> event.data() instanceof ItemDescribed item
                        && !item.components().isEmpty());
    }

    @Test
    void a_seed_gives_the_same_load_again() {
        assertThat(some(7)).isEqualTo(some(7)).isNotEqualTo(some(8));
    }

    @Test
    void the_catalogue_has_each_item_and_levels_of_those_that_are_no_kits() {
        // when
        List<CanonicalEvent> all = new Mix(200, 1, BEGAN).catalogue().all().toList();
        // then
        assertThat(all).allSatisfy(EventValidation::check);
        assertThat(all.stream().filter(event -> event.data() instanceof ItemDescribed))
                .hasSize(200);
        assertThat(all.stream().filter(event -> event.data() instanceof StockCounted))
                .hasSize(2 * 198);
    }

    private static List<CanonicalEvent> some(long seed) {
        Mix mix = new Mix(500, seed, BEGAN);
        return Stream.generate(mix::next).limit(EVENTS).toList();
    }
}
