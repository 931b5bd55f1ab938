package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkippedRecordsTest {

    private final List<String> log = new ArrayList<>();
    private final SkippedRecords skipped = new SkippedRecords(log::add);

    @Test
    void a_flood_of_one_kind_is_told_once_and_hides_no_other_kind() {
        // when
        for (int i = 0; i < 1_000; i++) {
            skipped.count("stock", 1, i, "stock.expected: data.lines[" + i + "].quantity must not be null");
        }
        skipped.count("stock", 2, 7, "no value");
        skipped.count("orders", 0, 3, "no value");
        // then
        assertThat(log)
                .containsExactly(
                        "availability skipped a record topic=stock partition=1 offset=0 reason=stock.expected:"
                                + " data.lines[0].quantity must not be null; further ones of this topic are only"
                                + " counted where the reason is the same",
                        "availability skipped a record topic=stock partition=2 offset=7 reason=no value;"
                                + " further ones of this topic are only counted where the reason is the same",
                        "availability skipped a record topic=orders partition=0 offset=3 reason=no value;"
                                + " further ones of this topic are only counted where the reason is the same");
        assertThat(skipped.counts()).isEqualTo(Map.of("stock", 1_001L, "orders", 1L));
    }

    @Test
    void who_makes_up_new_kinds_of_reasons_does_not_fill_the_log() {
        // when
        for (int i = 0; i < 1_000; i++) {
            skipped.count("stock", 0, i, "made up: " + i);
        }
        // then
        assertThat(log).hasSize(SkippedRecords.MOST_KINDS);
        assertThat(log.get(log.size() - 1))
                .endsWith("further ones of this topic are only counted, whatever the reason");
        assertThat(skipped.count("stock")).isEqualTo(1_000);
        assertThat(skipped.count("orders")).isZero();
    }
}
