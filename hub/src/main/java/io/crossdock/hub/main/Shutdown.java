package io.crossdock.hub.main;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How parts of a process end within a time: a failure keeps none of them from being closed. */
final class Shutdown {

    /** However late it is, what is asked to end has this long. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final long byNanos;

    private Shutdown(long byNanos) {
        this.byNanos = byNanos;
    }

    /** One that begins now. */
    static Shutdown within(Duration time) {
        return new Shutdown(System.nanoTime() + time.toNanos());
    }

    /** A second at least. */
    Duration left() {
        Duration left = Duration.ofNanos(byNanos - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** In that order; null for what was never started. */
    static void inTurn(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                LOG.warn("while stopping: {}", e.getMessage());
            }
        }
    }

    /** Side by side: while Kafka hangs each takes all the time that it is given. Null for what was never started. */
    static void together(AutoCloseable... parts) {
        List<Thread> closing = Stream.of(parts)
                .map(part -> new Thread(() -> inTurn(part), "stop"))
                .toList();
        closing.forEach(Thread::start);
        closing.forEach(thread -> inTurn(thread::join));
    }
}
