package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationStock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailabilityLawsTest {

    private static final int SEEDS = Boolean.getBoolean("crossdock.long") ? 10_000 : 200;

    /** Few, for the test driver has every store write its file to disk after each record. */
    private static final int SEEDS_IN_KAFKA_STREAMS = Boolean.getBoolean("crossdock.long") ? 100 : 4;

    @TempDir
    private Path state;

    @Test
    void order_and_repetition_have_no_effect_and_the_oracle_agrees() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> day = Day.of(random, false);
            // when
            Ledgers ledgers = after(day, random);
            // then
            for (String sku : Day.SKUS) {
                agrees(ledgers.availability(sku), new Reckoning(day, sku), "seed " + seed + " sku " + sku);
            }
        }
    }

    @Test
    void order_and_repetition_have_no_effect_when_the_erp_books_again_and_again() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> day = Day.of(random, true);
            // when
            Ledgers one = after(day, random);
            Ledgers other = after(day, random);
            // then
            for (String sku : Day.SKUS) {
                assertThat(one.availability(sku)).as("seed %s", seed).isEqualTo(other.availability(sku));
            }
        }
    }

    @Test
    void what_lower_revisions_made_of_the_same_facts_has_no_effect_whenever_it_arrives() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> day = Day.of(random, false);
            // when
            Ledgers ledgers = after(withMistakes(day, random), random);
            // then
            for (String sku : Day.SKUS) {
                agrees(ledgers.availability(sku), new Reckoning(day, sku), "seed " + seed + " sku " + sku);
            }
        }
    }

    @Test
    void a_replay_of_all_of_it_changes_nothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> all = withMistakes(Day.of(random, true), random);
            Ledgers ledgers = after(all, random);
            List<AvailabilityChanged> before =
                    Day.SKUS.stream().map(ledgers::availability).toList();
            // when
            Day.delivered(all, random).forEach(ledgers::give);
            ledgers.deliverAll();
            // then
            assertThat(Day.SKUS.stream().map(ledgers::availability).toList())
                    .as("seed %s", seed)
                    .isEqualTo(before);
        }
    }

    @Test
    void an_items_total_is_the_sum_of_its_claims_after_every_event() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            Ledgers ledgers = new Ledgers(random);
            List<CanonicalEvent> all = withMistakes(Day.of(random, true), random);
            // when
            for (CanonicalEvent event : Day.delivered(all, random)) {
                ledgers.give(event);
                // then
                for (String sku : Day.SKUS) {
                    assertThat(ledgers.item(sku).claimed()).as("seed %s", seed).isEqualTo(ledgers.sumOfClaims(sku));
                    assertThat(ledgers.marksAreRight(sku)).as("seed %s", seed).isTrue();
                }
            }
        }
    }

    @Test
    void the_topology_agrees_also_when_it_is_restarted_half_way() {
        for (int seed = 0; seed < SEEDS_IN_KAFKA_STREAMS; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> day = Day.of(random, false);
            List<CanonicalEvent> delivered = Day.delivered(withMistakes(day, random), random);
            int half = delivered.size() / 2;
            Map<String, AvailabilityChanged> told = new TreeMap<>();
            try (var before = new TopologyUnderTest(state.resolve("before" + seed));
                    var after = new TopologyUnderTest(state.resolve("after" + seed))) {
                // when
                before.give(delivered.subList(0, half).toArray(new CanonicalEvent[0]));
                after.restoreFrom(before);
                after.give(delivered.subList(half, delivered.size()).toArray(new CanonicalEvent[0]));
                // then
                Stream.concat(before.out().stream(), after.out().stream()).forEach(event -> {
                    AvailabilityChanged data = (AvailabilityChanged) event.data();
                    AvailabilityChanged earlier = told.put(event.subject(), data);
                    assertThat(data.version()).isGreaterThan(earlier == null ? 0 : earlier.version());
                });
            }
            for (String sku : told.keySet()) {
                agrees(told.get(sku), new Reckoning(day, sku), "seed " + seed + " sku " + sku);
            }
        }
    }

    private static List<CanonicalEvent> withMistakes(List<CanonicalEvent> day, Random random) {
        List<CanonicalEvent> all = new ArrayList<>(day);
        all.addAll(Day.mistaken(day, random));
        return all;
    }

    private static Ledgers after(List<CanonicalEvent> day, Random random) {
        Ledgers ledgers = new Ledgers(random);
        Day.delivered(day, random).forEach(ledgers::give);
        ledgers.deliverAll();
        return ledgers;
    }

    private static void agrees(AvailabilityChanged told, Reckoning oracle, String where) {
        Map<String, Integer> onHand = new TreeMap<>();
        BigDecimal reserved = BigDecimal.ZERO;
        for (LocationStock stock : told.locations()) {
            if (stock.onHand().signum() != 0) {
                onHand.put(stock.location().value(), stock.onHand().intValueExact());
            }
            reserved = reserved.add(stock.reserved());
        }
        for (FloatingReservation floating : told.floating()) {
            reserved = reserved.add(floating.quantity());
        }
        assertThat(onHand).as(where).isEqualTo(oracle.onHand());
        // What is promised from anywhere of an item that is nowhere cannot be told.
        if (!told.locations().isEmpty()) {
            assertThat(reserved.intValueExact()).as(where).isEqualTo(oracle.reserved());
        }
        assertThat(told.discontinued()).as(where).isEqualTo(oracle.discontinued());
    }
}
