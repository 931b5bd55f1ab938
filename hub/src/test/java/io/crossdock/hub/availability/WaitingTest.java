package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final int MANY = 3 * Waiting.MOST_NAMED;

    private final InMemoryClaims claims = new InMemoryClaims();
    private final ItemLedger ledger = new ItemLedger(claims, 1, 1, Duration.ofDays(45));

    /** An item of which a warehouse has moved one piece so often, and no level has said so yet. */
    private ItemStock moved() {
        ItemStock item = ledger.apply(ItemStock.EMPTY, Events.level("A", "hamburg", "100", 1));
        for (int move = 0; move < MANY; move++) {
            item = ledger.apply(item, Events.adjusted("move-" + move, "A", "hamburg", -1, 5));
        }
        return item;
    }

    @Test
    void a_few_are_named_beside_the_item_and_more_have_marks() {
        // when
        ItemStock item = moved();
        // then
        assertThat(item.waiting().documents()).hasSize(Waiting.MOST_NAMED);
        assertThat(item.waiting().isMarked()).isTrue();
        assertThat(item.waiting().all(claims)).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(item.claimed().moved()).isEqualTo(Map.of("hamburg", BigDecimal.valueOf(-MANY)));
    }

    @Test
    void a_level_ends_all_of_them_and_leaves_no_mark() {
        // given
        ItemStock item = moved();
        // when
        item = ledger.apply(item, Events.level("A", "hamburg", "76", 10));
        // then
        assertThat(item.claimed()).isEqualTo(Effect.NONE);
        assertThat(item.waiting()).isEqualTo(Waiting.NONE);
        assertThat(claims.waiting()).isEmpty();
    }

    @Test
    void a_level_that_includes_none_of_them_leaves_all_waiting() {
        // given
        ItemStock item = moved();
        // when
        ItemStock after = ledger.apply(item, Events.level("A", "hamburg", "99", 3));
        // then
        assertThat(after.waiting()).isEqualTo(item.waiting());
        assertThat(after.claimed()).isEqualTo(item.claimed());
    }

    @Test
    void those_of_an_item_that_an_earlier_release_stored_are_found_by_their_marks() {
        // given
        ItemStock now = moved();
        now.waiting().documents().forEach(document -> claims.waits(document, true));
        byte[] stored = StateJson.serde(ItemStock.class).serializer().serialize("items", now);
        String json = new String(stored, StandardCharsets.UTF_8).replaceFirst(",\"waiting\":\\{[^}]*}", "");
        assertThat(json).startsWith("{").doesNotContain("waiting");
        ItemStock before = ItemStock.SERDE.deserializer().deserialize("items", json.getBytes(StandardCharsets.UTF_8));
        // when
        ItemStock after = ledger.apply(before, Events.level("A", "hamburg", "76", 10));
        // then
        assertThat(after.claimed()).isEqualTo(Effect.NONE);
        assertThat(after.waiting()).isEqualTo(Waiting.NONE);
        assertThat(claims.waiting()).isEmpty();
    }
}
