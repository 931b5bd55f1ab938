package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.erp.Alarm;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.FeedState;
import io.crossdock.erp.capture.LogBacklog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LogWatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Alarm ALARM = new Alarm(1L << 30, Duration.ofSeconds(60));

    private final FeedState progress = new FeedState("legacy", CLOCK);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch looks = new CountDownLatch(1);

    @Test
    void lag_and_what_the_database_keeps_are_metrics() {
        // given
        progress.handledUpTo(NOW.minusMillis(1500));
        // when
        try (LogWatch watch = watching(new LogBacklog(16 << 20, OptionalLong.of(1000), false))) {
            // then
            await().untilAsserted(() -> assertThat(gauge("test.erp.log.kept")).isEqualTo(16 << 20));
            assertThat(gauge("test.erp.log.left")).isEqualTo(1000);
            assertThat(gauge("test.erp.lag")).isEqualTo(1.5);
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void what_is_beyond_the_alarm_is_told() {
        // given
        progress.handledUpTo(NOW.minusSeconds(61));
        // when
        try (LogWatch watch = watching(new LogBacklog(2L << 30, OptionalLong.empty(), true))) {
            // then
            await().untilAsserted(() -> assertThat(watch.trouble())
                    .contains("61 s behind (alarm at 60 s); the database keeps 2048 MiB of its log (alarm at 1024 MiB);"
                            + " the database is about to take away the log that it keeps"));
            assertThat(gauge("test.erp.log.left")).isNaN();
        }
    }

    @Test
    void what_the_database_keeps_is_asked_though_it_was_not_told_whether_its_log_is_the_same() {
        // when
        try (LogWatch watch = watching(new LogBacklog(2L << 30, OptionalLong.empty(), false))) {
            // then
            await().until(() -> watch.trouble().isPresent());
            assertThat(looks.getCount()).isZero();
        }
    }

    @Test
    void nothing_is_known_before_the_tables_were_read() {
        try (LogWatch watch = new LogWatch("legacy", feed(null), ALARM, CLOCK)) {
            assertThat(watch.lag()).isEmpty();
            assertThat(watch.trouble()).isEmpty();
        }
    }

    private LogWatch watching(LogBacklog backlog) {
        LogWatch watch = new LogWatch("legacy", feed(backlog), ALARM, CLOCK);
        LogWatch.meter(meters, "test", "legacy", () -> Optional.of(watch));
        watch.start();
        return watch;
    }

    private ChangeFeed feed(LogBacklog backlog) {
        return new ChangeFeed() {
            @Override
            public void start() {}

            @Override
            public boolean stop() {
                return true;
            }

            @Override
            public FeedState progress() {
                return progress;
            }

            @Override
            public void look() throws SQLException {
                looks.countDown();
                throw new SQLException("connection refused");
            }

            @Override
            public Optional<LogBacklog> backlog() {
                return Optional.ofNullable(backlog);
            }
        };
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
