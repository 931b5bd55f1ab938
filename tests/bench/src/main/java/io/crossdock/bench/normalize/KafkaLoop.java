package io.crossdock.bench.normalize;

import io.crossdock.hub.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;

/** The loop that a good engineer writes without a framework: poll, send all, wait for every ack, commit. */
final class KafkaLoop implements Contender.Running {

    private final Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> step;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "loop");
    private volatile boolean isEnding;

    KafkaLoop(Work work, String group, Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> step) {
        this.step = step;
        KafkaClients clients = work.clients();
        consumer = clients.consumer(group, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Work.BATCH));
        producer = clients.producer("loop");
        consumer.subscribe(List.of(work.journal()));
        thread.start();
    }

    private void run() {
        try (consumer;
                producer) {
            while (!isEnding) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
                List<Future<RecordMetadata>> acks = new ArrayList<>(records.count());
                for (ConsumerRecord<byte[], byte[]> next : records) {
                    acks.add(producer.send(step.apply(next)));
                }
                for (Future<RecordMetadata> ack : acks) {
                    ack.get();
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        isEnding = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
