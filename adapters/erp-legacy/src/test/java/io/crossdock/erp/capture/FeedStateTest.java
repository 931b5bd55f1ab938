package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.erp.capture.CaptureState.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedStateTest {

    private final FeedState state = new FeedState("legacy", Clock.systemUTC());
    private final List<String> seen = new ArrayList<>();

    @Test
    void a_feed_that_breaks_off_with_an_error_of_java_is_down_with_the_reason_and_begins_anew() throws Exception {
        // given: a first run that a missing class ends
        Thread feed = new Thread(() -> state.keepRunning(() -> {
            if (state.restarts() == 0 && seen.isEmpty()) {
                seen.add("broke off");
                throw new NoClassDefFoundError("org/example/Codec");
            }
            seen.add(state.state().phase() + " " + state.state().reason());
            state.stop();
            return "";
        }));
        // when
        feed.start();
        feed.join(Duration.ofSeconds(30).toMillis());
        // then
        assertThat(feed.isAlive()).isFalse();
        assertThat(seen).containsExactly("broke off", Phase.DOWN + " NoClassDefFoundError: org/example/Codec");
        assertThat(state.restarts()).isEqualTo(1);
    }

    @Test
    void a_feed_that_was_told_to_stop_does_not_begin_anew_after_an_error() throws Exception {
        // given
        Thread feed = new Thread(() -> state.keepRunning(() -> {
            seen.add("ran");
            state.stop();
            throw new StackOverflowError();
        }));
        // when
        feed.start();
        feed.join(Duration.ofSeconds(30).toMillis());
        // then
        assertThat(feed.isAlive()).isFalse();
        assertThat(seen).containsExactly("ran");
        assertThat(state.restarts()).isZero();
    }
}
