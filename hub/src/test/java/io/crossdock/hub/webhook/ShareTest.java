package io.crossdock.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {

    private final Budget pool = new Budget(100);
    private long guaranteed = 20;

    private Share share() {
        return new Share(() -> guaranteed, 100, pool);
    }

    @Test
    void a_path_has_its_own_when_others_have_taken_the_pool() {
        // given
        Share first = share();
        Share second = share();
        Share third = share();
        // when
        assertThat(first.take(100)).isTrue();
        assertThat(second.take(40)).isTrue();
        // then
        assertThat(second.take(1)).isFalse();
        assertThat(first.take(1)).isFalse();
        assertThat(third.take(20)).isTrue();
        assertThat(third.take(1)).isFalse();
    }

    @Test
    void what_is_given_back_is_the_pools_first_and_all_of_it_comes_back() {
        // given
        Share first = share();
        Share second = share();
        first.take(100);
        // when
        first.giveBack(60);
        // then
        assertThat(second.take(100)).isTrue();
        // when
        first.giveBack(40);
        second.giveBack(100);
        // then
        assertThat(pool.take(100)).isTrue();
    }

    @Test
    void a_share_that_grows_smaller_while_it_is_held_loses_nothing() {
        // given
        Share share = share();
        share.take(50);
        // when
        guaranteed = 5;
        // then
        assertThat(share.take(10)).isTrue();
        share.giveBack(60);
        assertThat(pool.take(100)).isTrue();
    }
}
