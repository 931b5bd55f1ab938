package io.crossdock.hub.fetch;

import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Handler;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts what was fetched into the channel's journal, and what never will be into dead letters; returns after every ack. */
public final class FetchedWriter {

    /** As of what is sent to us; a journal must not refuse it, nor the dead letters. */
    static final int GREATEST_ANSWER_BYTES = 1024 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Sealing sealing;

    public FetchedWriter(Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock) {
        this(producer, topics, meters, clock, Sealing.NONE);
    }

    public FetchedWriter(
            Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock, Sealing sealing) {
        this.sealing = sealing;
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it; the batch must be repeated
     * @throws Failure why some of the batch wait, once the others are written; the batch must be repeated
     */
    @Handler
    public void write(List<Fetched> said) {
        List<Fetched> batch = said.stream().map(FetchedWriter::bounded).toList();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Fetched fetched : batch) {
            fetched.answer().ifPresent(answer -> records.add(journaled(answer)));
            fetched.failure()
                    .ifPresent(failure -> records.add(DeadLetters.of(
                            topics,
                            fetched.thin().sealed(sealing),
                            fetched.channel().system(),
                            0,
                            failure,
                            clock.instant())));
        }
        PipelinedSend.all(producer, records);
        for (Fetched fetched : batch) {
            fetched.failure()
                    .ifPresent(failure -> DeadLetters.count(
                            meters, topics, fetched.channel().id().value(), failure.kind()));
        }
        repeatForThoseThatWait(batch);
    }

    private static Fetched bounded(Fetched fetched) {
        if (fetched.answer()
                .filter(answer -> answer.body().length > GREATEST_ANSWER_BYTES)
                .isEmpty()) {
            return fetched;
        }
        InboundRecord thin = fetched.thin().inbound();
        Failure tooLarge = Failure.rejected(
                fetched.channel().system(),
                thin.kind(),
                thin.key(),
                "the answer is larger than " + GREATEST_ANSWER_BYTES + " bytes");
        return new Fetched(
                fetched.thin(),
                fetched.channel(),
                Optional.empty(),
                Optional.of(tooLarge),
                Optional.empty(),
                fetched.onWritten());
    }

    private static void repeatForThoseThatWait(List<Fetched> batch) {
        // The longest pause that was asked for is asked for of all.
        Optional<Failure> waits = batch.stream()
                .flatMap(fetched -> fetched.waits().stream())
                .max(Comparator.comparing(failure -> failure.retryAfter().orElse(Duration.ZERO)));
        if (waits.isPresent()) {
            batch.stream().filter(fetched -> fetched.waits().isEmpty()).forEach(fetched -> fetched.onWritten()
                    .run());
            throw waits.get();
        }
    }

    private ProducerRecord<byte[], byte[]> journaled(InboundRecord inbound) {
        Sealing.Body body = sealing.seal(inbound);
        return new ProducerRecord<>(
                topics.journal(inbound.channel()),
                null,
                null,
                inbound.key().getBytes(StandardCharsets.UTF_8),
                body.bytes(),
                JournalHeaders.of(inbound, body.keyId()));
    }
}
