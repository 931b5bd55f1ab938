package io.crossdock.hub.availability;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final SetClock clock = new SetClock();
    private final ThreadReplacement replacement = new ThreadReplacement(clock);

    @Test
    void a_failure_that_keeps_coming_back_ends_the_client() {
        // when
        for (int i = 0; i < ThreadReplacement.LIMIT; i++) {
            assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
        }
        // then
        var last = replacement.handle(new RuntimeException(new ArithmeticException()));
        assertThat(last).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replacement.exhausted()).isTrue();
        assertThat(replacement.last()).isEqualTo("ArithmeticException");
    }

    @Test
    void failures_far_apart_never_do() {
        for (int i = 0; i < 3 * ThreadReplacement.LIMIT; i++) {
            // when
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            // then
            assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
        }
        assertThat(replacement.exhausted()).isFalse();
    }

    private static final class SetClock extends Clock {
        private Instant now = Events.NOON;

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
            return this;
        }
    }
}
