package io.crossdock.hub.erp;

import io.crossdock.hub.erp.Resync.State;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked of an ERP beside its capture, one request after the other, and the last one for everything first: it may
 * be the way out of what holds up the others, and tells what earlier ones for everything were to tell. A request that did not
 * end is begun again, after the one that it gave way to, and by whatever process has the ERP then.
 */
final class Resyncing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resyncing.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final String erp;
    private final ResyncTopic topic;
    private final Begin begin;
    private final Clock clock;
    private final Map<String, Resync> open = new LinkedHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** How requests are done. */
    @FunctionalInterface
    interface Begin {

        Steps begin(Resync resync);
    }

    /** A request that was begun. */
    @FunctionalInterface
    interface Steps {

        /**
         * Goes on with it, for some seconds at the most: nothing else that is asked for is heard meanwhile.
         *
         * @return how far it is then
         * @throws Failure {@code REJECTED} where it can never be done
         */
        Resync next(Resync soFar) throws Exception;
    }

    Resyncing(String erp, ResyncTopic topic, Begin begin, Clock clock) {
        this.erp = erp;
        this.topic = topic;
        this.begin = begin;
        this.clock = clock;
        this.thread = new Thread(this::run, "resync-" + erp);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    follow();
                } catch (InterruptedException | InterruptException e) {
                    throw e;
                } catch (Exception e) {
                    LOG.warn("the resyncs of {} cannot be followed: {}", erp, e.getMessage());
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        open.clear();
        Consumer<byte[], byte[]> requests = topic.consumer();
        try (Producer<byte[], byte[]> producer = topic.producer()) {
            while (stopping.getCount() > 0) {
                topic.poll(requests, this::heard);
                if (!open.isEmpty()) {
                    topic.readToEnd(requests, this::heard);
                }
                Optional<Resync> next = next();
                if (next.isPresent()) {
                    work(next.get(), requests, producer);
                }
            }
        } finally {
            requests.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void heard(Resync resync) {
        if (!resync.erp().equals(erp)) {
            return;
        }
        if (resync.hasEnded()) {
            open.remove(resync.id());
        } else {
            open.putIfAbsent(resync.id(), resync);
        }
    }

    private Optional<Resync> next() {
        return open.values().stream()
                .filter(Resync::all)
                .max(Comparator.comparing(Resync::askedAt).thenComparing(Resync::id))
                .or(() -> open.values().stream().findFirst());
    }

    private boolean isNext(Resync asked) {
        return next().map(Resync::id).equals(Optional.of(asked.id()));
    }

    private void work(Resync asked, Consumer<byte[], byte[]> requests, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        LOG.info("resync {} of {} begins", asked.id(), erp);
        Steps steps = begin.begin(asked);
        Resync soFar = asked.counted(0, 0, asked.unknown()).in(State.RUNNING, "", clock.instant());
        topic.write(producer, soFar);
        while (stopping.getCount() > 0 && !soFar.hasEnded()) {
            Resync reached = step(steps, soFar);
            boolean isNews = !reached.equals(soFar);
            soFar = reached.in(reached.state(), reached.trouble(), clock.instant());
            if (isNews) {
                topic.write(producer, soFar);
            }
            topic.poll(requests, this::heard);
            if (!soFar.hasEnded() && !isNext(asked)) {
                LOG.info("resync {} of {} gives way to another one", asked.id(), erp);
                return;
            }
        }
        if (soFar.hasEnded()) {
            open.remove(asked.id());
            LOG.info("resync {} of {}: {} {}", asked.id(), erp, soFar.state(), soFar.trouble());
        }
        if (soFar.state() == State.DONE && asked.all()) {
            endEarlierOnesForEverything(soFar, producer);
        }
    }

    private void endEarlierOnesForEverything(Resync done, Producer<byte[], byte[]> producer) {
        for (Resync other : List.copyOf(open.values())) {
            if (other.all() && !other.askedAt().isAfter(done.askedAt())) {
                Resync ended = other.counted(done.rows(), done.events(), List.of());
                topic.write(producer, ended.in(State.DONE, "", clock.instant()));
                open.remove(other.id());
            }
        }
    }

    private Resync step(Steps steps, Resync soFar) throws InterruptedException {
        try {
            Resync reached = steps.next(soFar);
            if (reached.equals(soFar)) {
                stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return reached;
        } catch (InterruptedException | InterruptException e) {
            throw e;
        } catch (Exception e) {
            boolean isHopeless = e instanceof Failure failure && failure.kind() == Failure.Kind.REJECTED;
            LOG.warn("resync {} of {}: {}", soFar.id(), erp, e.getMessage());
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return soFar.in(isHopeless ? State.FAILED : State.RUNNING, String.valueOf(e.getMessage()), soFar.at());
        }
    }

    /** What it was at is begun again at the next start. */
    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join(2 * CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
