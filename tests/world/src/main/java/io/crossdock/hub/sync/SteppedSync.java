package io.crossdock.hub.sync;

import io.crossdock.canonical.PriceReleased;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A channel's sync without threads and without Kafka: its real feed, queue, pace, tenure, lag, outcomes and receipts,
 * driven step by step as {@link SyncSession} drives them. Time is passed in.
 */
public final class SteppedSync {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** So many calms after the last that happened a channel's lag has fallen, and nothing is held back any more. */
    private static final int CALMS = 4;

    private final SyncSettings settings;
    private final RandomGenerator random;
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ReceiptWriter receipts;
    private final CountDownLatch over = new CountDownLatch(1);
    private final TopicPartition mark;

    /** The channel's group as each of its processes sees it: what one commits the next one finds. */
    private final MockConsumer<byte[], byte[]> group = new MockConsumer<>("earliest");

    private final Inbox inbox = new Inbox(group);
    private final SteppedClock clock = new SteppedClock();
    private final SyncReport report;
    private OfferQueue queue;
    private Feed feed;
    private Pace pace;
    private Tenure tenure;
    private LagWatch lag;
    private Outcomes outcomes;
    private Instant active = Instant.MIN;
    private int requests;

    /** @param random for the chance in backoffs */
    public SteppedSync(SyncSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        String topic = settings.topics().receipts(settings.channel().id());
        this.receipts = new ReceiptWriter(settings.channel().id(), topic, producer);
        this.report = new SyncReport(settings.channel().id(), new SyncMeters(null, settings), problem -> {});
        this.mark = new TopicPartition(settings.topics().availability(), 0);
        group.assign(List.of(mark));
        group.seek(mark, 0);
        restart();
    }

    /**
     * What an offer was made of.
     *
     * @param version of the availability; 0 where it has no quantity
     * @param held pieces that are held back of its quantity since the channel is slow
     * @param priced the version of the prices; null where it has no price
     */
    public record Told(long version, long held, Sequence priced) {}

    /** A request on its way. */
    public static final class Batch {

        private final List<Attempt> attempts;
        private final Instant begun;

        private Batch(List<Attempt> attempts, Instant begun) {
            this.attempts = attempts;
            this.begun = begun;
        }

        public List<Offer> offers() {
            return attempts.stream().map(Attempt::offer).toList();
        }

        public Told told(int offer) {
            Attempt attempt = attempts.get(offer);
            boolean hasQuantity = attempt.quantity() != null;
            return new Told(
                    hasQuantity ? attempt.quantity().version() : 0,
                    hasQuantity ? attempt.quantity().held().pieces() : 0,
                    attempt.price() == null ? null : attempt.price().version().sequence());
        }
    }

    /** The time of the step. */
    private static final class SteppedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Another process begins, which knows nothing before it has read its topics. */
    public void restart() {
        queue = new OfferQueue(
                settings.channel().id(),
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), random),
                settings.price().guard());
        queue.repeatsAfter(Repeats.gap(settings.limit()));
        queue.limitItems(settings.perItem());
        feed = new Feed(settings, queue);
        Backoff slower = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
        pace = new Pace(RateBudget.parse(settings.limit()), settings.inFlight(), slower);
        tenure = new Tenure(group, mark, settings.settles(), queue::unknownSince, () -> {});
        tenure.begin();
        lag = new LagWatch(settings.stock().lagRule());
        LevelReport level =
                new LevelReport(settings, ServiceLevel.NONE, receipts, report.meters(), Runnable::run, inbox::post);
        outcomes = new Outcomes(settings, queue, pace, receipts, feed, report, lag, level, inbox, clock);
        requests = 0;
    }

    public void read(ConsumerRecord<byte[], byte[]> record, Instant now) {
        feed.accept(record, now);
        active = now;
    }

    /** The process ends in order, with nothing on its way. */
    public void leave(Instant now) {
        tenure.leave(queue.settledAt(settings.settles(), now), now);
    }

    /** The process is killed; until then it said every second that it owns the channel, the last time at the given one. */
    public void die(Instant lastSign) {
        tenure.renew(lastSign);
    }

    /** What is held of an item's price: what somebody may release, and as of which version. */
    public Optional<PriceReleased> held(Sku sku) {
        return queue.item(0, sku)
                .map(item -> item.price)
                .filter(Part::isHeld)
                .map(Part::wanted)
                .map(wanted -> new PriceReleased(
                        settings.channel().id(),
                        sku,
                        wanted.value(),
                        wanted.version().sequence().value(),
                        "somebody",
                        "it is meant so"));
    }

    /** The requests that may go out now. */
    public List<Batch> due(Instant now) {
        tenure.lookBack(now);
        tenure.unknownSince().map(settings.stock()::suspectFrom).ifPresent(since -> queue.suspect(since, now));
        tenure.renew(now);
        queue.brake(now);
        if (tenure.formerUntil().isAfter(now) || !tenure.allows(now)) {
            lag.blocked();
            return List.of();
        }
        lag.look(queue, pace, now).ifPresent(late -> feed.late(late, now));
        List<Batch> batches = new ArrayList<>();
        while (pace.allows(requests, now)) {
            List<Attempt> attempts = queue.take(settings.batch(), now);
            if (attempts.isEmpty()) {
                break;
            }
            pace.lease(over, Clock.fixed(now, ZoneOffset.UTC), tenure::allows, now);
            requests++;
            active = now;
            batches.add(new Batch(attempts, now));
        }
        return batches;
    }

    /** When {@link #due} may have something without anything having happened; null where it will not. */
    public Instant next(Instant now) {
        if (tenure.formerUntil().isAfter(now)) {
            return tenure.formerUntil();
        }
        Instant look = watches(now) ? now.plus(LOOK) : null;
        Instant due = queue.nextDue(now);
        if (due == null || requests >= settings.inFlight()) {
            return look;
        }
        Instant permit = pace.next(now);
        Instant next = permit.isAfter(due) ? permit : due;
        return next.isAfter(now) && (look == null || next.isBefore(look)) ? next : look;
    }

    /** A lag falls by being looked at, also while nothing else happens. */
    private boolean watches(Instant now) {
        LagRule rule = settings.stock().lagRule();
        return rule != null && now.isBefore(active.plus(rule.calm().multipliedBy(CALMS)));
    }

    /** The channel answered for each item; the receipts are durable, and to be read. */
    public List<ProducerRecord<byte[], byte[]>> answered(Batch batch, List<OfferResult> results, Instant now) {
        String system = settings.channel().system();
        return answered(Results.of(batch.attempts, results, system, now), batch.begun, now);
    }

    /** The request failed as a whole. */
    public void failed(Batch batch, Failure failure, Instant now) {
        answered(Results.failed(batch.attempts, failure, now), batch.begun, now);
    }

    private List<ProducerRecord<byte[], byte[]>> answered(Results results, Instant begun, Instant now) {
        requests--;
        active = now;
        clock.now = now;
        outcomes.answered(results, begun);
        inbox.run();
        List<ProducerRecord<byte[], byte[]>> written = producer.history();
        producer.clear();
        return written;
    }

    /** Whether the channel asked for a pause, is tried no more for a while, or may still hear of an owner before. */
    public boolean isPaused(Instant now) {
        return pace.pausedReason(now) != null || tenure.formerUntil().isAfter(now);
    }

    /** Whether nothing is to be told to the channel, nor on its way. */
    public boolean isQuiet() {
        return queue.pending() == 0 && queue.inFlight() == 0;
    }
}
