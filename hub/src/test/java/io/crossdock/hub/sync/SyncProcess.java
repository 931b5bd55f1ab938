package io.crossdock.hub.sync;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ServiceLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A channel's sync without threads, whose Kafka answers when a test says so. */
final class SyncProcess {

    static final SyncSettings SETTINGS = new SyncSettings(
            FakeSystem.CHANNEL,
            StockPolicy.ALL,
            PricePolicy.of("retail", "EUR"),
            "none",
            10,
            2,
            Duration.ofSeconds(10),
            new Topics("t"),
            new KafkaClients(Map.of()));

    final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    final Inbox inbox = new Inbox(new MockConsumer<>("earliest"));
    final OfferQueue queue;
    final Feed feed;
    final Outcomes outcomes;

    SyncProcess(OfferQueue queue, Clock clock) {
        Pace pace = new Pace(
                RateBudget.parse("none"), 2, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)));
        ReceiptWriter receipts =
                new ReceiptWriter(FakeSystem.CHANNEL.id(), SETTINGS.topics().receipts(FakeSystem.CHANNEL.id()), kafka);
        SyncReport report = new SyncReport(FakeSystem.CHANNEL.id(), new SyncMeters(null, SETTINGS), problem -> {});
        LevelReport level =
                new LevelReport(SETTINGS, ServiceLevel.NONE, receipts, report.meters(), Runnable::run, inbox::post);
        this.queue = queue;
        this.feed = new Feed(SETTINGS, queue);
        this.outcomes =
                new Outcomes(SETTINGS, queue, pace, receipts, feed, report, new LagWatch(null), level, inbox, clock);
    }

    /** Kafka keeps what it was given. */
    void keepsAll() {
        while (kafka.completeNext()) {
            inbox.run();
        }
    }

    /** Kafka keeps the oldest record that it has not answered. */
    void keepsNext() {
        kafka.completeNext();
        inbox.run();
    }

    /** Kafka does not keep it. */
    void losesNext() {
        kafka.errorNext(new TimeoutException("no answer"));
        inbox.run();
    }

    void reads(ProducerRecord<byte[], byte[]> written, Instant recordedAt, Instant now) {
        feed.accept(
                new ConsumerRecord<>(
                        written.topic(),
                        0,
                        0,
                        recordedAt.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        written.key(),
                        written.value(),
                        written.headers(),
                        Optional.empty()),
                now);
    }
}
