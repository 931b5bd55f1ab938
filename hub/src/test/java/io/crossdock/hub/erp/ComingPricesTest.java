package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.capture.ChangeHandler.Storing;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.erp.mapping.Mapped;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ERP whose promotions begin and end at midnight. */
class ComingPricesTest {

    @TempDir
    private Path folder;

    private final Map<String, List<Map<String, Object>>> table = new HashMap<>();
    private final List<CanonicalEvent> told = new ArrayList<>();
    private final List<FailedRow> letters = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private boolean isAway;
    private boolean isKafkaAway;
    private int asked;
    private ErpConfig config;
    private ComingPrices prices;

    @BeforeEach
    void begin() throws IOException {
        Path file = Files.writeString(folder.resolve("old.erp.yaml"), """
                erp: old
                timeZone: UTC
                database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
                prices: {query: {keys: {public.p: a}, sql: "select 1 where a = any(?)"}}
                """);
        config = ErpConfigReader.read(file, text -> text);
        prices = start();
    }

    @Test
    void a_price_goes_out_when_its_date_comes_and_not_before_though_nothing_changes() throws Exception {
        // given
        promotion("A-1", "2026-12-01", "2026-12-24");
        prices.changes(List.of(change("A-1", 500)));
        assertThat(amounts()).containsExactly("10");
        // when
        now = Instant.parse("2026-11-30T23:59:59Z");
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10");
        // when
        now = Instant.parse("2026-12-01T00:00:00Z");
        prices.run();
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "8");
        // when
        now = Instant.parse("2026-12-25T00:00:00Z");
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "8", "10");
        assertThat(told).extracting(CanonicalEvent::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_later_change_of_the_log_is_newer_than_prices_whose_date_has_come() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500)));
        now = Instant.parse("2026-12-01T00:00:00Z");
        prices.run();
        // when
        prices.changes(List.of(change("A-1", 501)));
        // then
        assertThat(told.get(2).sequence()).isGreaterThan(told.get(1).sequence());
    }

    @Test
    void a_date_that_came_while_nobody_was_there_is_made_up_for() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500)));
        // when another process goes on after two midnights, from what was told
        now = Instant.parse("2026-12-02T08:00:00Z");
        ComingPrices later = start();
        told.forEach(later::told);
        later.run();
        // then
        assertThat(amounts()).containsExactly("10", "8");
        assertThat(told).extracting(CanonicalEvent::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_date_that_an_older_event_told_of_is_forgotten() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500)));
        CanonicalEvent old = told.get(0);
        promotion("A-1", "2026-12-05", null);
        prices.changes(List.of(change("A-1", 501)));
        // when it is written again, as compaction may need
        prices.told(old);
        now = Instant.parse("2026-12-01T00:00:00Z");
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "10");
    }

    @Test
    void while_the_erp_does_not_answer_prices_wait_and_are_told_then() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500)));
        now = Instant.parse("2026-12-01T00:00:00Z");
        // when
        isAway = true;
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10");
        // when
        isAway = false;
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "8");
    }

    @Test
    void prices_that_could_not_be_stored_are_told_at_the_next_look() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500)));
        now = Instant.parse("2026-12-01T00:00:00Z");
        // when
        isKafkaAway = true;
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10");
        // when
        isKafkaAway = false;
        prices.run();
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "8");
    }

    @Test
    void what_cannot_be_mapped_when_its_date_comes_is_one_dead_letter_and_holds_up_no_other() throws Exception {
        // given
        promotion("A-1", "2026-12-01", null);
        promotion("A-2", "2026-12-01", null);
        prices.changes(List.of(change("A-1", 500), change("A-2", 500)));
        table.get("A-1").get(1).put("amount", "to be told");
        now = Instant.parse("2026-12-01T00:00:00Z");
        // when
        prices.run();
        prices.run();
        // then
        assertThat(amounts()).containsExactly("10", "10", "8");
        assertThat(letters).extracting(FailedRow::key).containsExactly("A-1");
    }

    @Test
    void many_items_of_one_midnight_are_asked_for_in_pieces() throws Exception {
        // given
        List<RowChange> changes = new ArrayList<>();
        for (int item = 0; item <= ComingPrices.PIECE; item++) {
            promotion("A-" + item, "2026-12-01", null);
            changes.add(change("A-" + item, 500));
        }
        prices.changes(changes);
        asked = 0;
        now = Instant.parse("2026-12-01T00:00:00Z");
        // when
        prices.run();
        // then
        assertThat(asked).isEqualTo(2);
        assertThat(told).hasSize(2 * (ComingPrices.PIECE + 1));
    }

    private ComingPrices start() {
        Clock clock = new Moved();
        return new ComingPrices(new ErpMapping(config, clock), this::ask, clock, Optional.empty(), this::hand);
    }

    private Storing hand(Mapped mapped) {
        if (isKafkaAway) {
            return () -> {
                throw new IOException("not acknowledged");
            };
        }
        told.addAll(mapped.events());
        letters.addAll(mapped.failures());
        return Storing.DONE;
    }

    private List<Map<String, Object>> ask(String sql, Collection<String> keys, Set<Long> transactions) {
        if (isAway) {
            throw Failure.unavailable("old", "query", "connection refused", null);
        }
        asked++;
        List<Map<String, Object>> rows = new ArrayList<>();
        keys.forEach(key -> rows.addAll(table.get(key)));
        return rows;
    }

    private List<String> amounts() {
        return told.stream()
                .map(event -> ((PriceChanged) event.data())
                        .prices()
                        .get(0)
                        .price()
                        .amount()
                        .toPlainString())
                .toList();
    }

    /** 8 instead of 10 for a time. */
    private void promotion(String sku, String from, String until) {
        table.put(sku, List.of(row(sku, "10", null, null), row(sku, "8", from, until)));
    }

    private static Map<String, Object> row(String sku, String amount, String from, String until) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sku", sku);
        row.put("list", "retail");
        row.put("amount", amount);
        row.put("currency", "EUR");
        row.put("validfrom", from);
        row.put("validuntil", until);
        return row;
    }

    private static RowChange change(String sku, long position) {
        return new RowChange(new Commit(1, position, Instant.EPOCH, 7L, 0), "public.p", null, Map.of("a", sku));
    }

    private final class Moved extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
