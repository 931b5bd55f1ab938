package io.crossdock.demo;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads every topic of the hub from the first record on, as anybody with access to Kafka could, and keeps count. */
final class Observer implements AutoCloseable {

    private final Topics topics;
    private final Consumer<byte[], byte[]> kafka;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<String, AvailabilityChanged> availability = new ConcurrentHashMap<>();
    private final Queue<ConsumerRecord<byte[], byte[]>> records = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "observer");
    private volatile boolean closing;

    Observer(KafkaClients clients, Topics topics, Collection<String> channels) {
        this.topics = topics;
        this.kafka = clients.consumer(topics.prefix() + ".demo-observer", Map.of());
        channels.forEach(channel -> tallies.put(channel, new Tally()));
        List<TopicPartition> partitions = new ArrayList<>();
        kafka.listTopics().forEach((topic, all) -> {
            if (holdsEvents(topic)) {
                all.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
        });
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        thread.setDaemon(true);
        thread.start();
    }

    /** Not what Kafka Streams and the capture keep for themselves, nor what hubs tell each other. */
    private boolean holdsEvents(String topic) {
        return topic.startsWith(topics.prefix() + ".")
                && !topic.endsWith("-changelog")
                && !topic.endsWith("-repartition")
                && !topic.startsWith(topics.erpOffsets(""))
                && !topic.startsWith(topics.erpSchemas(""))
                && !topic.equals(topics.budgets())
                && !topic.equals(topics.channelStandings());
    }

    Tally of(String channel) {
        return tallies.get(channel);
    }

    /** Every record of every topic whose records are events, in no particular order of topics. */
    Collection<ConsumerRecord<byte[], byte[]>> records() {
        return List.copyOf(records);
    }

    /** The newest availability of each SKU. */
    Map<String, AvailabilityChanged> availability() {
        return availability;
    }

    @Override
    public void close() {
        closing = true;
        kafka.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Consumer<byte[], byte[]> owned = kafka) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> read : owned.poll(Duration.ofMillis(100))) {
                    records.add(read);
                    count(read);
                }
            }
        } catch (WakeupException e) {
            // closing
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> attributes = CloudEventHeaders.attributes(read.headers());
        Tally tally = tallies.get(attributes.getOrDefault("source", "").replace("/channels/", ""));
        if (read.topic().equals(topics.availability()) && read.value() != null) {
            CanonicalEvent event = CloudEventHeaders.event(read);
            availability.put(event.subject(), (AvailabilityChanged) event.data());
        } else if (tally != null) {
            count(read, attributes, tally);
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> read, Map<String, String> attributes, Tally tally) {
        String topic = read.topic();
        if (topic.startsWith(topics.prefix() + ".inbound.")) {
            tally.journaled(attributes.get("id"));
        } else if (topic.equals(topics.deadLetters())) {
            tally.deadLetter(attributes.get("inboundid"));
        } else if (topic.startsWith(topics.prefix() + ".receipts.")) {
            ReceiptIssued receipt =
                    (ReceiptIssued) CloudEventHeaders.event(read).data();
            if (receipt.accepted() == null) {
                tally.receipt(lag(receipt));
            }
        } else {
            tally.event(attributes.get("subject"));
        }
    }

    /** Of the part that this receipt is about: the one that was confirmed last. */
    private static Duration lag(ReceiptIssued receipt) {
        Instant quantityAt =
                receipt.quantity() == null ? Instant.MIN : receipt.quantity().confirmedAt();
        Instant priceAt =
                receipt.price() == null ? Instant.MIN : receipt.price().confirmedAt();
        Instant committed = quantityAt.isBefore(priceAt)
                ? receipt.price().committedAt()
                : receipt.quantity().committedAt();
        Instant confirmed = quantityAt.isBefore(priceAt) ? priceAt : quantityAt;
        return committed == null ? null : Duration.between(committed, confirmed);
    }
}
