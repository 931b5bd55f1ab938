package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class EpochTest {

    private static final LogIdentity FIRST = log(1, 500, Map.of());

    private final Epoch epoch = Epoch.first(1, FIRST, "");

    @Test
    void the_same_log_goes_on_in_the_same_epoch() {
        assertThat(epoch.goingOn(1, log(1, 900, Map.of()), 700)).isEqualTo(epoch);
    }

    @Test
    void the_mapping_files_epoch_is_the_least_one() {
        assertThat(epoch.goingOn(7, FIRST, 400).number()).isEqualTo(7);
        assertThat(epoch.next(7, FIRST, "").number()).isEqualTo(7);
        assertThat(epoch.next(1, FIRST, "").number()).isEqualTo(2);
    }

    @Test
    void a_standby_that_has_all_that_was_handled_goes_on_in_the_next_epoch() {
        // when
        Epoch next = epoch.goingOn(1, log(3, 900, Map.of(1, 700L, 2, 800L)), 700);
        // then
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.timeline()).isEqualTo(3);
    }

    @Test
    void a_standby_that_lacks_what_was_handled_leaves_a_gap() {
        assertGap(log(2, 900, Map.of(1, 699L)), 700, "lacks changes that were handled before");
    }

    @Test
    void a_timeline_that_does_not_descend_from_the_known_one_leaves_a_gap() {
        assertGap(log(2, 900, Map.of()), 700, "lacks changes that were handled before");
    }

    @Test
    void a_log_that_ends_before_what_was_handled_was_set_back() {
        assertGap(log(1, 699, Map.of()), 700, "was set back to an earlier state");
    }

    @Test
    void an_earlier_timeline_was_set_back() {
        // given
        Epoch later = Epoch.first(1, log(2, 500, Map.of(1, 400L)), "");
        // then
        assertThatThrownBy(() -> later.goingOn(1, FIRST, 450)).hasMessageContaining("was set back");
    }

    @Test
    void another_system_is_another_database() {
        assertGap(new LogIdentity("other", 1, 900, Map.of()), 700, "another database");
    }

    @Test
    void it_is_kept_as_it_is() {
        assertThat(Epoch.of(epoch.next(1, FIRST, "r-1").members())).isEqualTo(epoch.next(1, FIRST, "r-1"));
    }

    @Test
    void forks_are_read_of_a_timelines_history() {
        assertThat(PostgresIdentity.forks("1\t0/3000148\tno recovery target specified\n\n# a comment\n2\t1/0\tlater\n"))
                .isEqualTo(Map.of(1, 0x3000148L, 2, 0x100000000L));
    }

    private void assertGap(LogIdentity log, long position, String what) {
        assertThatThrownBy(() -> epoch.goingOn(1, log, position))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(what)
                .hasMessageEndingWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew");
    }

    private static LogIdentity log(int timeline, long end, Map<Integer, Long> forks) {
        return new LogIdentity("7300", timeline, end, forks);
    }
}
