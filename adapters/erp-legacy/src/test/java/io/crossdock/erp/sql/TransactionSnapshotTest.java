package io.crossdock.erp.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionSnapshotTest {

    @Test
    void what_ended_before_it_is_shown_and_what_runs_or_comes_later_is_not() {
        // given
        TransactionSnapshot snapshot = TransactionSnapshot.of("748:752:748,750");

        // then
        assertThat(snapshot.shows(747)).isTrue();
        assertThat(snapshot.shows(749)).isTrue();
        assertThat(snapshot.shows(748)).isFalse();
        assertThat(snapshot.shows(750)).isFalse();
        assertThat(snapshot.shows(752)).isFalse();
    }

    @Test
    void numbers_that_started_again_are_told_from_old_ones() {
        // given
        TransactionSnapshot snapshot = TransactionSnapshot.of("4294967301:4294967301:");

        // then
        assertThat(snapshot.shows(4)).isTrue();
        assertThat(snapshot.shows(4294967290L)).isTrue();
        assertThat(snapshot.shows(5)).isFalse();
    }
}
