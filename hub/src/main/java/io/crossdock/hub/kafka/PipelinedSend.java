package io.crossdock.hub.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends many records at once and then waits for every ack, rather than for one after the other. */
public final class PipelinedSend {

    private final Producer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public PipelinedSend(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * @return where each of them stands now, in their order
     * @throws KafkaException when one of them was not acknowledged; others may have been, or were not even sent
     */
    public static List<RecordMetadata> all(
            Producer<byte[], byte[]> producer, Iterable<ProducerRecord<byte[], byte[]>> records) {
        PipelinedSend sending = new PipelinedSend(producer);
        records.forEach(sending::send);
        return sending.await();
    }

    /**
     * Sends them all and waits for no ack.
     *
     * @return done once all were acknowledged; fails with a {@link KafkaException} as soon as one was not, when others may
     *     have been, or were not even sent
     */
    public static CompletionStage<Void> begin(
            Producer<byte[], byte[]> producer, Collection<ProducerRecord<byte[], byte[]>> records) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        AtomicInteger missing = new AtomicInteger(records.size());
        if (records.isEmpty()) {
            all.complete(null);
        }
        for (ProducerRecord<byte[], byte[]> next : records) {
            producer.send(next, (acknowledged, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(notAcknowledged(failure));
                } else if (missing.decrementAndGet() == 0) {
                    all.complete(null);
                }
            });
            if (all.isCompletedExceptionally()) {
                break;
            }
        }
        return all;
    }

    /** Does not wait for the ack; {@link #await()} does. */
    public void send(ProducerRecord<byte[], byte[]> next) {
        Future<RecordMetadata> ack = producer.send(next);
        if (ack.isDone()) {
            // Without metadata every send blocks for max.block.ms and fails; the next ones would do the same.
            await(ack);
        }
        sent.add(ack);
    }

    /** Waits for every ack; where each of them stands now, in their order. */
    public List<RecordMetadata> await() {
        return sent.stream().map(PipelinedSend::await).toList();
    }

    private static RecordMetadata await(Future<RecordMetadata> ack) {
        try {
            return ack.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for an ack", e);
        } catch (ExecutionException e) {
            throw notAcknowledged(e.getCause());
        }
    }

    private static KafkaException notAcknowledged(Throwable why) {
        return new KafkaException("not acknowledged: " + why.getMessage(), why);
    }
}
