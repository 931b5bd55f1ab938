package io.crossdock.erp.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.connect.ConnectRecord.End;
import io.crossdock.erp.connect.ConnectRecord.Nothing;
import io.crossdock.erp.connect.ConnectRecord.Row;
import io.crossdock.erp.connect.Place.Partition;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.spi.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedChangesTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final Partition STOCK_0 = new Partition("legacy.public.lagbst", 0);
    private static final Partition STOCK_1 = new Partition("legacy.public.lagbst", 1);
    private static final Partition ORDERS = new Partition("legacy.public.aufkpf", 0);
    private static final Partition ENDS = new Partition("legacy.transaction", 0);

    private final ErpConfig config = SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret");
    private final Map<Partition, Long> next = new HashMap<>();
    private OrderedChanges changes;

    @BeforeEach
    void aReaderOfFourPartitions() {
        next.clear();
        changes = begun(Map.of());
    }

    @Test
    void a_transaction_is_handed_on_whole_once_its_end_has_come() {
        // when
        add(STOCK_0, row("T1", 101, "A-1"));
        add(ORDERS, new Row("public.aufkpf", null, Map.of("aufnr", 7L), 101, AT, 1L, "T1", false));

        // then
        assertThat(changes.takeReady(AT)).isEmpty();
        assertThat(changes.handled().get(STOCK_0).offset()).isZero();

        // when
        add(ENDS, new End("T1", Map.of("public.lagbst", 1L, "public.aufkpf", 1L, "public.other", 5L)));

        // then
        List<RowChange> whole = changes.takeReady(AT);
        assertThat(whole).extracting(RowChange::table).containsExactly("public.lagbst", "public.aufkpf");
        assertThat(whole).extracting(change -> change.commit().position()).containsOnly(101L);
        assertThat(changes.handled().get(STOCK_0).offset()).isEqualTo(1);
        assertThat(changes.handled().get(ENDS).offset()).isEqualTo(1);
    }

    @Test
    void transactions_are_handed_on_in_the_order_of_their_ends() {
        // when
        add(STOCK_1, row("T2", 201, "A-2"));
        add(ENDS, new End("T1", Map.of("public.lagbst", 1L)));
        add(ENDS, new End("T2", Map.of("public.lagbst", 1L)));

        // then
        assertThat(changes.takeReady(AT)).isEmpty();
        assertThat(changes.handled().get(ENDS).offset()).isZero();

        // when
        add(STOCK_0, row("T1", 101, "A-1"));

        // then
        assertThat(changes.takeReady(AT)).extracting(OrderedChangesTest::sku).containsExactly("A-1", "A-2");
    }

    @Test
    void rows_that_are_told_again_in_part_are_not_waited_for_without_end() {
        // given
        add(STOCK_0, row("T1", 101, "A-1"));
        add(ENDS, new End("T1", Map.of("public.lagbst", 6L)));
        List.of(STOCK_0, STOCK_1, ORDERS).forEach(partition -> changes.atEnd(partition, true));

        // then
        assertThat(changes.takeReady(AT.plusSeconds(9))).isEmpty();
        assertThat(changes.takeReady(AT.plusSeconds(11)))
                .extracting(OrderedChangesTest::sku)
                .containsExactly("A-1");
    }

    @Test
    void rows_that_the_log_cleaner_took_hold_nothing_up_once_later_ones_were_read() {
        // given
        add(ENDS, new End("T1", Map.of("public.lagbst", 1L)));
        add(STOCK_0, AT.plusSeconds(3600), row("T9", 901, "A-1"));
        add(STOCK_1, AT.plusSeconds(3600), row("T9", 901, "A-2"));
        add(ORDERS, AT.plusSeconds(3600), new Nothing());
        add(ENDS, AT.plusSeconds(3600), new End("T9", Map.of("public.lagbst", 2L)));

        // then
        assertThat(changes.takeReady(AT)).hasSize(2);
    }

    @Test
    void rows_of_a_transaction_that_has_ended_already_go_on_at_once_with_its_position_and_a_higher_round() {
        // given
        add(STOCK_0, row("T1", 101, "A-1"));
        add(ENDS, new End("T1", Map.of("public.lagbst", 1L)));
        assertThat(changes.takeReady(AT)).hasSize(1);

        // when
        add(STOCK_0, row("T1", 101, "A-1"));
        add(ENDS, new End("T1", Map.of("public.lagbst", 1L)));

        // then
        List<RowChange> again = changes.takeReady(AT);
        assertThat(again).extracting(change -> change.commit().position()).containsExactly(101L);
        assertThat(again.get(0).commit().round()).isPositive();
    }

    @Test
    void without_ends_rows_of_one_transaction_that_were_read_together_share_a_position() {
        // when
        add(STOCK_1, row(null, 105, "A-2"));
        add(STOCK_0, row(null, 101, "A-1"));

        // then
        List<RowChange> taken = changes.takeReady(AT);
        assertThat(taken).hasSize(2);
        assertThat(taken).extracting(change -> change.commit().position()).containsOnly(105L);
        assertThat(taken).extracting(change -> change.commit().transaction()).containsOnly(1L);
    }

    @Test
    void without_ends_a_later_batch_of_a_transaction_never_looks_older_not_even_after_a_restart() {
        // given
        add(STOCK_0, row(null, 101, "A-1"));
        add(STOCK_0, row(null, 101, "A-1"));
        int first = changes.takeReady(AT).get(1).commit().round();
        PartitionMark kept = changes.handled().get(STOCK_0).mark().orElseThrow();

        // when
        changes = begun(Map.of(STOCK_0, PartitionMark.parse(kept.text()).orElseThrow()));
        add(STOCK_0, row(null, 101, "A-1"));

        // then
        assertThat(changes.takeReady(AT).get(0).commit().round()).isGreaterThan(first);
    }

    @Test
    void the_first_transaction_after_a_snapshot_stands_after_it() {
        // given
        add(STOCK_0, new Row("public.lagbst", null, Map.of("artnr", "A-1"), 500, AT, null, null, true));
        add(STOCK_0, row(null, 480, "A-1"));

        // then
        assertThat(changes.takeReady(AT))
                .extracting(change -> change.commit().isSnapshot())
                .containsExactly(true, false);
    }

    @Test
    void a_log_that_began_anew_is_told_and_a_higher_epoch_goes_on() {
        // given
        PartitionMark mark = new PartitionMark(1, 9000, AT, 1, 1);
        Row lower = new Row("public.lagbst", null, Map.of("artnr", "A-1"), 101, AT.plusSeconds(60), 1L, null, false);

        // then
        changes = begun(Map.of(STOCK_0, mark));
        assertThatThrownBy(() -> add(STOCK_0, lower))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Raise 'epoch' in the mapping file");
        changes = begun(Map.of(STOCK_0, new PartitionMark(0, 9000, AT, 1, 1)));
        add(STOCK_0, lower);
        assertThat(changes.takeReady(AT)).hasSize(1);
    }

    @Test
    void what_a_connector_tells_again_after_its_restart_is_no_new_log() {
        // given
        add(STOCK_0, row(null, 201, "A-1"));

        // when
        add(STOCK_0, row(null, 101, "A-1"));

        // then
        assertThat(changes.takeReady(AT)).hasSize(2);
        assertThat(changes.handled().get(STOCK_0).mark().orElseThrow().position())
                .isEqualTo(201);
    }

    @Test
    void rows_that_wait_too_long_are_told() {
        // given
        add(STOCK_0, row("T1", 101, "A-1"));

        // then
        assertThat(changes.trouble(AT.plusSeconds(59))).isEmpty();
        assertThat(changes.trouble(AT.plusSeconds(61)).orElseThrow())
                .startsWith("1 rows wait since")
                .endsWith("T1");
    }

    @Test
    void tables_that_nobody_maps_are_passed_over() {
        // when
        add(STOCK_0, new Row("public.numkr", null, Map.of("obj", "AUFNR"), 101, AT, 1L, null, false));

        // then
        assertThat(changes.takeReady(AT)).isEmpty();
        assertThat(changes.handled().get(STOCK_0).offset()).isEqualTo(1);
    }

    private OrderedChanges begun(Map<Partition, PartitionMark> marks) {
        OrderedChanges begun = new OrderedChanges(config);
        for (Partition partition : List.of(STOCK_0, STOCK_1, ORDERS, ENDS)) {
            begun.begin(partition, !partition.equals(ENDS), 0, Optional.ofNullable(marks.get(partition)));
        }
        return begun;
    }

    private void add(Partition partition, ConnectRecord read) {
        add(partition, AT, read);
    }

    private void add(Partition partition, Instant writtenAt, ConnectRecord read) {
        long offset = next.merge(partition, 1L, Long::sum) - 1;
        changes.add(new Place(partition, offset), writtenAt, read, AT);
    }

    private static Row row(String transaction, long position, String sku) {
        return new Row(
                "public.lagbst", null, Map.of("artnr", sku, "lager", "H1"), position, AT, 1L, transaction, false);
    }

    private static Object sku(RowChange change) {
        return change.after().get("artnr");
    }
}
