package io.crossdock.hub.availability;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class StateSerdeTest extends TopologyStories {

    private static final int SEEDS = 3;

    /** Each store's type and how its values are written. */
    private static final Map<String, Stored<?>> STORES = Map.of(
            AvailabilityProcessor.ITEMS, new Stored<>(ItemStock.class, ItemStock.SERDE),
            AvailabilityProcessor.CLAIMS, new Stored<>(Claim.class, Claim.SERDE),
            OrderProcessor.STORE, new Stored<>(OrderBook.class, OrderBook.SERDE),
            NewestProcessor.ITEMS, new Stored<>(Newest.class, Newest.SERDE));

    private record Stored<T>(Class<T> type, Serde<T> serde) {

        byte[] written(Object value) {
            return serde.serializer().serialize("topic", type.cast(value));
        }

        T read(byte[] stored) {
            return serde.deserializer().deserialize("topic", stored);
        }

        byte[] json(Object value) {
            return StateJson.serde(type).serializer().serialize("topic", type.cast(value));
        }
    }

    @Test
    void what_days_leave_is_read_as_it_was_also_where_an_earlier_release_stored_it_as_json() {
        // given
        hub.give(Events.kit("K", 1, "A", 1, "B", 3), Events.placed("9", 1, List.of(), Events.line("1", "K", 2, null)));
        hub.give(
                Events.expected("A", 2, Events.arrival("hamburg", 10, 5), Events.arrival("lyon", 2, null)),
                Events.notice("ASN-1", "A", 3, new ExpectedLine(new LocationId("lyon"), ONE, Events.NOON, "PO-1")),
                Events.notice("ASN-2", "A", 3));
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Day.of(random, true).forEach(hub::give);
        }
        STORES.forEach((store, stored) -> {
            // when
            List<Object> values = new ArrayList<>();
            hub.entries(store).forEach(entry -> values.add(entry.value));
            // then
            assertThat(values).isNotEmpty().allSatisfy(value -> {
                assertThat(shown(stored.read(stored.written(value)))).isEqualTo(shown(value));
                assertThat(shown(stored.read(stored.json(value)))).isEqualTo(shown(value));
            });
        });
    }

    @Test
    void it_takes_a_third_of_json_at_most() {
        // given
        for (int seed = 0; seed < SEEDS; seed++) {
            Day.of(new Random(seed), true).forEach(hub::give);
        }
        for (String store : List.of(AvailabilityProcessor.ITEMS, OrderProcessor.STORE)) {
            // when
            Stored<?> stored = STORES.get(store);
            long compact = 0;
            long json = 0;
            for (var entry : hub.entries(store)) {
                compact += stored.written(entry.value).length;
                json += stored.json(entry.value).length;
            }
            // then
            assertThat(compact).as(store).isPositive().isLessThan(json / 3);
        }
    }

    @Test
    void odd_sequences_quantities_and_many_places_come_back_as_they_were() {
        // given
        TreeMap<String, BigDecimal> places = new TreeMap<>();
        IntStream.range(0, 40).forEach(place -> places.put("place-" + place, new BigDecimal("-0.000001")));
        places.put("vast", new BigDecimal("123456789012345678901234567890.5"));
        List<Booking> bookings = List.of(
                new Booking(new Sequence("000001-99999999999999999999-000003"), 0, places, BigDecimal.TEN, places),
                new Booking(new Sequence("999999-09223372036854775807-999999"), 7, places, BigDecimal.ZERO, null),
                new Booking(new Sequence("of another kind"), 1, null, null, null));
        var reservation = new Reservation(new OrderId("shop:1"), new Sku("A"), List.of(), bookings, true);
        // when
        var cause = new Cause("/erp/legacy", Events.NOON, null, null, CauseKind.BOOKING);
        var told = new ToldReservation(cause, reservation).record(1);
        // then
        assertThat(ToldReservation.of(told)).isEqualTo(new ToldReservation(cause, reservation));
    }

    @Test
    void a_reservation_that_an_earlier_release_told_is_read_with_its_cause_in_headers() {
        // given
        var cause = new Cause("/channels/shop", Events.NOON, Events.NOON.plusMillis(5), Events.TRACE, CauseKind.ORDER);
        List<Wanted> wanted = List.of(new Wanted("1", BigDecimal.TEN, "hamburg,lyon"));
        var reservation = new Reservation(new OrderId("shop:1"), new Sku("A"), wanted, List.of(), false);
        byte[] json = StateJson.serde(Reservation.class).serializer().serialize("topic", reservation);
        // when
        var told = ToldReservation.of(new Record<>(new byte[0], json, 1, cause.headers("application/json")));
        // then
        assertThat(told).isEqualTo(new ToldReservation(cause, reservation));
    }

    @Test
    void what_is_cut_off_or_of_a_later_release_is_refused() {
        // given
        Stored<?> items = STORES.get(AvailabilityProcessor.ITEMS);
        hub.give(Events.level("A", "hamburg", "10", 1));
        byte[] whole = items.written(hub.entries(AvailabilityProcessor.ITEMS).get(0).value);
        byte[] later = whole.clone();
        later[0] = 4;
        // when, then
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> items.read(part)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> items.read(later))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("form 4");
    }

    @Test
    void origins_of_odd_sources_and_times_come_back_as_they_were() {
        // given
        List<Origin> origins = new ArrayList<>();
        for (String source : List.of("/erp/legacy", "/channels/till", "/hub/x", "of another kind")) {
            for (Instant said : List.of(Events.NOON, Events.NOON.plusNanos(999_999_999), Instant.MIN, Instant.MAX)) {
                origins.add(new Origin(source, said, Events.NOON.plusMillis(7)));
                origins.add(new Origin(source, said, Events.NOON.minusMillis(7)));
            }
        }
        for (Origin origin : origins) {
            // when
            var level = new Level(Sequence.of(1, 2, 3), 0, BigDecimal.TEN, origin.saidAt(), null, null, origin);
            var item = ItemStock.EMPTY.with(
                    new Levels(new TreeMap<>(Map.of("hamburg", level))), Effect.NONE, Waiting.NONE);
            // then
            Stored<?> items = STORES.get(AvailabilityProcessor.ITEMS);
            assertThat(items.read(items.written(item))).isEqualTo(item);
        }
    }

    @Test
    void what_was_stored_before_origins_were_is_read_without_them() {
        // given
        byte[] item = HexFormat.of()
                .parseHex("020e020e68616d6275726704b0c1f416060200180480a9a19a0d0200000004000000000000000000"
                        + "0002162f6572702f6c6567616379040a000200020100140480efab9a0d08504f2d31");
        byte[] claim = HexFormat.of().parseHex("0202023100020e68616d627572670002026d0300030480a9a19a0d02010000000200");
        // when
        var readItem = (ItemStock) STORES.get(AvailabilityProcessor.ITEMS).read(item);
        var readClaim = (Claim) STORES.get(AvailabilityProcessor.CLAIMS).read(claim);
        // then
        Sequence sequence = Sequence.of(1, 24_023_128, 3);
        assertThat(readItem.levels().byLocation())
                .containsExactly(Map.entry(
                        "hamburg",
                        new Level(sequence, 1, BigDecimal.valueOf(12), Events.NOON, null, Events.NOON, null)));
        assertThat(readItem.expected().bySource().get("/erp/legacy").lines()).hasSize(1);
        assertThat(readClaim.moves().get("m").quantity()).isEqualByComparingTo("-2");
        assertThat(readClaim.toldAt()).isEqualTo(Events.NOON);
        assertThat(readClaim.since()).isNull();
        // and is written with what is known of it
        assertThat(STORES.get(AvailabilityProcessor.ITEMS)
                        .read(STORES.get(AvailabilityProcessor.ITEMS).written(readItem)))
                .isEqualTo(readItem);
        assertThat(STORES.get(AvailabilityProcessor.CLAIMS)
                        .read(STORES.get(AvailabilityProcessor.CLAIMS).written(readClaim)))
                .isEqualTo(readClaim);
    }

    @Test
    void an_item_that_was_stored_before_anything_could_be_expected_is_read() {
        // given an item without levels, of which all forms say the same but for the last octet
        Stored<?> items = STORES.get(AvailabilityProcessor.ITEMS);
        hub.give(Events.placed("9", 1, List.of(), Events.line("1", "A", 2, null)));
        Object item = hub.entries(AvailabilityProcessor.ITEMS).get(0).value;
        byte[] second = items.written(item);
        // when the number of what is expected, the last octet, is not there
        byte[] first = Arrays.copyOf(second, second.length - 1);
        first[0] = 1;
        // then
        assertThat(items.read(first)).isEqualTo(item);
    }

    /** An array in a record is compared by what is in it. */
    private static Object shown(Object value) {
        return value instanceof Newest newest
                ? List.of(newest.recency(), newest.contentType(), newest.attributes(), Arrays.toString(newest.data()))
                : value;
    }
}
