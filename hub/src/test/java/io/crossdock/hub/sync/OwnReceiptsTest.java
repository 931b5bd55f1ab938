package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnReceiptsTest {

    private final OwnReceipts own = new OwnReceipts();

    @Test
    void what_was_written_is_known_once_and_what_others_wrote_between_is_not() {
        // given
        own.written(0, 4);
        own.written(0, 6);

        // then
        assertThat(own.isOwn(0, 4)).isTrue();
        assertThat(own.isOwn(0, 5)).isFalse();
        assertThat(own.isOwn(0, 6)).isTrue();
        assertThat(own.isOwn(0, 7)).isFalse();
    }

    @Test
    void partitions_have_offsets_of_their_own() {
        // given
        own.written(0, 4);

        // then
        assertThat(own.isOwn(1, 4)).isFalse();
        assertThat(own.isOwn(0, 4)).isTrue();
    }

    @Test
    void one_that_was_read_before_its_ack_came_is_no_longer_awaited() {
        // given
        assertThat(own.isOwn(0, 4)).isFalse();

        // when
        own.written(0, 4);

        // then
        assertThat(own.isOwn(0, 5)).isFalse();
    }

    @Test
    void a_partition_that_comes_back_is_read_from_its_beginning_and_all_of_it_counts() {
        // given
        own.written(0, 4);
        own.isOwn(0, 3);

        // when
        own.drop(0);

        // then
        assertThat(own.isOwn(0, 3)).isFalse();
        assertThat(own.isOwn(0, 4)).isFalse();

        // when
        own.written(0, 5);

        // then
        assertThat(own.isOwn(0, 5)).isTrue();
    }
}
