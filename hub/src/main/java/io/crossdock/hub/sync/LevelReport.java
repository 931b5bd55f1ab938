package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.hub.servicelevel.ServiceLevelTopic;
import io.crossdock.hub.servicelevel.ServiceLevelWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how late a channel hears while this process writes to it, and tells that in Kafka, metrics and the log. A breach
 * that the owner before left open is gone on with. For the thread of the session.
 */
final class LevelReport {

    private static final Logger LOG = LoggerFactory.getLogger(LevelReport.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Where nobody waits for a breach: a look goes over all that waits. */
    private static final Duration LOOK_AT_LEISURE = Duration.ofSeconds(5);

    private static final Duration TELL = Duration.ofSeconds(30);

    private final ChannelId channel;
    private final ServiceLevel level;
    private final ServiceLevelTopic topic;
    private final ReceiptWriter writer;
    private final SyncMeters meters;
    private final Executor workers;
    private final Consumer<Runnable> inbox;
    private ServiceLevelWatch watch;
    private boolean isAsked;
    private boolean isTelling;
    private int term;
    private ChannelStanding told;
    private Instant nextLook = Instant.MIN;
    private Instant nextTell = Instant.MIN;

    /** @param inbox takes what other threads have for the session's own */
    LevelReport(
            SyncSettings settings,
            ServiceLevel level,
            ReceiptWriter writer,
            SyncMeters meters,
            Executor workers,
            Consumer<Runnable> inbox) {
        this.channel = settings.channel().id();
        this.level = level;
        this.topic = new ServiceLevelTopic(settings.clients(), settings.topics());
        this.writer = writer;
        this.meters = meters;
        this.workers = workers;
        this.inbox = inbox;
    }

    /** The channel is ours no longer. */
    void end() {
        term++;
        watch = null;
        isAsked = false;
        isTelling = false;
        told = null;
        meters.lag(null);
    }

    void confirmed(Attempt attempt, Instant at) {
        if (watch != null) {
            watch.answered(attempt.wrongSince(), at);
        }
    }

    /** What the brake held until now is let through. */
    void released(Instant now) {
        if (watch != null) {
            watch.held(now);
        }
    }

    /** @param isHeld whether people hold back what the channel has to be told */
    void look(OfferQueue queue, boolean isHeld, Instant now) {
        if (watch == null) {
            begin();
        } else if (isHeld) {
            watch.held(now);
        } else if (!now.isBefore(nextLook)) {
            nextLook = now.plus(level.p99().isPresent() ? LOOK : LOOK_AT_LEISURE);
            MeasuredLag measured = watch.look(queue::wrongSince, now);
            meters.lag(measured);
            Brake.Holds braked = queue.brakeHolds();
            ChannelStanding standing = new ChannelStanding(measured, braked.zerosSince(), braked.pricesSince());
            boolean isTurn = measured.hasBreach() != (told != null && told.lag().hasBreach());
            if (!isTelling && (isTurn || (!now.isBefore(nextTell) && !standing.isLike(told)))) {
                nextTell = now.plus(TELL);
                tell(standing, isTurn);
            }
        }
    }

    private void begin() {
        if (level.p99().isEmpty()) {
            watch = new ServiceLevelWatch(level);
        } else if (!isAsked) {
            isAsked = true;
            int asked = term;
            workers.execute(() -> {
                ChannelStanding last = last();
                inbox.accept(() -> {
                    if (asked == term) {
                        watch = new ServiceLevelWatch(level);
                        watch.resume(last == null ? null : last.lag());
                        told = last;
                    }
                });
            });
        }
    }

    private ChannelStanding last() {
        try {
            return topic.read().get(channel);
        } catch (RuntimeException e) {
            LOG.warn("{}: its lag until now is not known: {}", channel, e.getMessage());
            return null;
        }
    }

    private void tell(ChannelStanding standing, boolean isTurn) {
        isTelling = true;
        int asked = term;
        List<ProducerRecord<byte[], byte[]>> records = topic.records(channel, told, standing);
        AtomicInteger open = new AtomicInteger(records.size());
        AtomicBoolean lost = new AtomicBoolean();
        records.forEach(each -> writer.write(each, (written, exception) -> {
            if (exception != null) {
                lost.set(true);
            }
            if (open.decrementAndGet() == 0) {
                inbox.accept(() -> told(asked, standing, isTurn, lost.get()));
            }
        }));
    }

    private void told(int asked, ChannelStanding standing, boolean isTurn, boolean isLost) {
        if (asked != term) {
            return;
        }
        isTelling = false;
        if (isLost) {
            return;
        }
        MeasuredLag measured = standing.lag();
        if (isTurn && measured.hasBreach()) {
            meters.breached();
            LOG.warn(
                    "{}: 99 of 100 changes of the last {} s took up to {} ms; its service level is {} ms",
                    channel,
                    measured.windowSeconds(),
                    measured.lagMillis(),
                    measured.p99Millis());
        } else if (isTurn) {
            LOG.info("{}: within its service level of {} ms again", channel, measured.p99Millis());
        }
        told = standing;
    }
}
