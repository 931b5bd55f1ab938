package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private long now = Events.NOON.toEpochMilli();
    private int requests;
    private final CommitPace pace = new CommitPace(() -> Instant.ofEpochMilli(now));

    @Test
    void what_comes_after_a_quiet_time_is_committed_at_once() {
        // when
        read(now - 3);
        // then
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void what_comes_just_after_a_commit_waits_for_the_interval_from_its_end() {
        // given a commit that took longer than the interval
        read(now);
        now += 40;
        commit();
        // when
        now += CommitPace.INTERVAL_MS - 1;
        read(now);
        // then
        assertThat(requests).isZero();
        // when the thread looks for more and finds none
        now++;
        pace.polled();
        // then
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void a_thread_that_read_nothing_since_its_last_commit_asks_for_none() {
        // given
        read(now);
        commit();
        // when
        now += 1_000;
        pace.polled();
        // then
        assertThat(requests).isZero();
    }

    @Test
    void a_backlog_is_left_to_the_interval_of_kafka_streams() {
        // when
        read(now - CommitPace.FRESH_MS - 1);
        now += CommitPace.INTERVAL_MS;
        pace.polled();
        // then
        assertThat(requests).isZero();
        // when something fresh comes in between
        read(now - CommitPace.FRESH_MS);
        // then
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void threads_keep_their_own_time() throws Exception {
        // given a commit of another thread
        Thread other = new Thread(pace::committed);
        other.start();
        other.join();
        // when
        read(now);
        // then
        assertThat(requests).isEqualTo(1);
    }

    private void read(long writtenMillis) {
        pace.read(writtenMillis, () -> requests++);
    }

    private void commit() {
        pace.committed();
        requests = 0;
    }
}
