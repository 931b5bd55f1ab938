package io.crossdock.hub.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** A record that its system never gives us holds up its channel for a while only; a system that is away loses nothing. */
class FetchActionTest {

    private static final Failure BROKEN = Failure.unavailable("square", "RetrieveOrder", "status 500", null);
    private static final Failure FORBIDDEN = Failure.unauthorized("square", "RetrieveOrder", "status 403");
    private static final Failure THROTTLED = Failure.throttled("square", "RetrieveOrder", Duration.ofSeconds(3));

    private final FetchUnderTest fetch = new FetchUnderTest();

    @Test
    void what_others_brought_is_journaled_while_one_waits_and_not_fetched_again() {
        // given
        fetch.failing.put("1", BROKEN);
        // when
        boolean first = fetch.takes(0, 4);
        boolean second = fetch.takes(0, 4);
        // then
        assertThat(first).isFalse();
        assertThat(second).isFalse();
        assertThat(fetch.journaled()).containsExactly("0", "2", "3");
        assertThat(fetch.asked).containsExactly("0", "1", "2", "3", "1");

        // when
        fetch.failing.clear();
        // then
        assertThat(fetch.takes(0, 5)).isTrue();
        assertThat(fetch.journaled()).containsExactly("0", "2", "3", "4", "1");
        assertThat(fetch.deadLetters()).isEmpty();
    }

    @Test
    void what_kafka_did_not_take_is_fetched_again() {
        // given
        fetch.failing.put("1", BROKEN);
        fetch.kafka.sendException = new KafkaException("away");
        // when
        assertThatThrownBy(() -> fetch.takes(0, 2)).isInstanceOf(KafkaException.class);
        fetch.kafka.sendException = null;
        fetch.takes(0, 2);
        // then
        assertThat(fetch.journaled()).containsExactly("0");
    }

    @Test
    void a_record_that_keeps_failing_while_others_succeed_goes_to_the_dead_letters() {
        // given
        fetch.failing.put("1", BROKEN);
        rounds(10);
        // then
        assertThat(fetch.deadLetters()).isEmpty();

        // when
        fetch.later(Patience.AT_LEAST);
        // then
        assertThat(fetch.takes(0, 3)).isTrue();
        assertThat(fetch.deadLetters()).containsExactly("1");
        assertThat(fetch.journaled()).containsExactly("0", "2");
    }

    @Test
    void a_minute_alone_does_not_condemn_a_record_that_was_hardly_tried() {
        // given
        fetch.failing.put("1", BROKEN);
        rounds(Patience.ATTEMPTS - 1);
        fetch.later(Patience.AT_LEAST.multipliedBy(2));
        // then
        assertThat(fetch.takes(0, 3)).isFalse();
        assertThat(fetch.takes(0, 3)).isTrue();
        assertThat(fetch.deadLetters()).containsExactly("1");
    }

    @Test
    void a_record_that_we_may_not_see_goes_to_the_dead_letters_once_another_was_shown_to_us() {
        // given
        fetch.failing.put("1", FORBIDDEN);
        // then
        assertThat(fetch.takes(0, 2)).isFalse();
        assertThat(fetch.takes(0, 2)).isFalse();
        assertThat(fetch.takes(0, 3)).isTrue();
        assertThat(fetch.deadLetters()).containsExactly("1");
        assertThat(fetch.journaled()).containsExactly("0", "2");
    }

    @Test
    void credentials_that_nobody_accepts_condemn_no_record() {
        // given
        fetch.away = FORBIDDEN;
        for (int round = 0; round < 50; round++) {
            assertThat(fetch.takes(0, 5)).isFalse();
            fetch.later(Duration.ofHours(2));
        }
        // when
        fetch.away = null;
        // then
        assertThat(fetch.takes(0, 5)).isTrue();
        assertThat(fetch.deadLetters()).isEmpty();
        assertThat(fetch.journaled()).hasSize(5);
    }

    @Test
    void while_a_system_is_away_nothing_is_given_up_and_little_is_asked() {
        // given
        fetch.away = BROKEN;
        for (int round = 0; round < 20; round++) {
            assertThat(fetch.takes(0, 5)).isFalse();
            fetch.later(Duration.ofHours(1));
        }
        assertThat(fetch.asked).hasSize(40);
        // when
        fetch.away = null;
        // then
        assertThat(fetch.takes(0, 5)).isTrue();
        assertThat(fetch.deadLetters()).isEmpty();
        assertThat(fetch.journaled()).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void bad_records_side_by_side_do_not_hide_the_good_ones_behind_them() {
        // given
        fetch.failing.put("0", BROKEN);
        fetch.failing.put("1", BROKEN);
        fetch.failing.put("2", BROKEN);
        // when
        IntStream.range(0, 3).forEach(round -> fetch.takes(0, 6));
        // then
        assertThat(fetch.journaled()).containsExactly("3", "4", "5");
    }

    @Test
    void a_bad_record_that_nobody_follows_is_given_up_after_a_day() {
        // given
        fetch.away = BROKEN;
        assertThat(fetch.takes(0, 1)).isFalse();
        // when
        fetch.later(Patience.AT_MOST);
        // then
        assertThat(fetch.takes(0, 1)).isTrue();
        assertThat(fetch.deadLetters()).containsExactly("0");
    }

    @Test
    void a_system_that_throttles_is_left_alone_at_once_and_condemns_no_record() {
        // given
        fetch.failing.put("1", THROTTLED);
        for (int round = 0; round < 20; round++) {
            assertThat(fetch.takes(0, 3)).isFalse();
            fetch.later(Duration.ofHours(2));
        }
        // then
        assertThat(fetch.asked).startsWith("0", "1", "2", "1");
        assertThat(fetch.deadLetters()).isEmpty();
    }

    private void rounds(int count) {
        for (int round = 0; round < count; round++) {
            assertThat(fetch.takes(0, 3)).isFalse();
        }
    }
}
