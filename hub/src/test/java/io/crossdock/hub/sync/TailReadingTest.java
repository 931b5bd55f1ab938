package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that has read all takes what is new from the tail that all share, and reads on itself where that fails it. */
@OnBackbone(Part.KAFKA)
class TailReadingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic = "t" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> own;
    private final ConcurrentLinkedQueue<Consumer<byte[], byte[]>> made = new ConcurrentLinkedQueue<>();
    private final SharedTail tail = new SharedTail();
    private final Semaphore news = new Semaphore(0);
    private final List<String> read = new ArrayList<>();
    private SharedTail.Share share;
    private TailReading reading;

    TailReadingTest(Backbone backbone) throws Exception {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        try (var admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        producer = clients.producer("test");
        own = clients.consumer("own", Map.of());
    }

    @BeforeEach
    void readAll() throws Exception {
        write("before");
        own.assign(List.of(partition));
        own.seekToBeginning(List.of(partition));
        await().atMost(PATIENCE).until(() -> {
            fetch();
            return read.contains("before");
        });
        share = tail.join(List.of(topic), this::made, news::release);
        reading = new TailReading(own, share, List.of(topic));
    }

    private Consumer<byte[], byte[]> made() {
        Consumer<byte[], byte[]> consumer =
                clients.consumer("tail", Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
        made.add(consumer);
        return consumer;
    }

    @AfterEach
    void end() {
        share.close();
        own.close();
        producer.close();
    }

    @Test
    void what_is_new_comes_from_the_tail_and_the_session_fetches_nothing() throws Exception {
        // given
        awaitShared();
        // when
        write("1", "2");
        awaitRead("before", "1", "2");
        // then
        assertThat(own.paused()).containsExactly(partition);
        assertThat(own.position(partition)).isEqualTo(3);
        assertThat(news.availablePermits()).as("times that it was told of news").isPositive();
    }

    @Test
    void where_the_tail_has_forgotten_what_is_next_the_session_reads_it_itself_and_then_shares_again()
            throws Exception {
        // given
        awaitShared();
        List<String> all = new ArrayList<>(List.of("before"));
        // when: more than the tail holds comes before the session looks
        String[] many = IntStream.range(0, 30)
                .mapToObj(i -> i + "-" + "x".repeat(50_000))
                .toArray(String[]::new);
        all.addAll(List.of(many));
        write(many);
        await().atMost(PATIENCE).until(() -> share.from(partition, 2).isEmpty());
        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            step();
            assertThat(read).isEqualTo(all);
        });
        awaitShared();
        // and
        write("last");
        all.add("last");
        awaitRead(all.toArray(String[]::new));
        assertThat(own.paused()).containsExactly(partition);
    }

    @Test
    void while_the_tail_is_away_the_session_reads_itself() throws Exception {
        // given
        awaitShared();
        write("1");
        awaitRead("before", "1");
        // when
        made.element().wakeup();
        write("2");
        // then
        awaitRead("before", "1", "2");
        await().atMost(PATIENCE).until(() -> made.size() > 1);
        write("3");
        awaitRead("before", "1", "2", "3");
        awaitShared();
    }

    @Test
    void the_tail_may_go_just_after_other_partitions_were_lost() {
        // given
        awaitShared();
        reading.lost(List.of(new TopicPartition(topic, 1)));
        // when
        made.element().wakeup();
        await().atMost(PATIENCE).until(() -> share.from(partition, 1).isEmpty());
        // then
        assertThat(reading.read()).isEmpty();
        assertThat(own.paused()).isEmpty();
    }

    @Test
    void one_reader_serves_all_and_ends_with_the_last() throws Exception {
        // given
        SharedTail.Share other = tail.join(List.of(topic), this::made, () -> {});
        awaitShared();
        // when
        other.close();
        write("1");
        awaitRead("before", "1");
        // then
        assertThat(made).hasSize(1);
        // when
        reading.begin();
        share.close();
        share = tail.join(List.of(topic), this::made, news::release);
        reading = new TailReading(own, share, List.of(topic));
        write("2");
        // then
        awaitRead("before", "1", "2");
        await().atMost(PATIENCE).until(() -> made.size() == 2);
    }

    @Test
    void what_begins_anew_is_fetched_again_from_there() throws Exception {
        // given
        awaitShared();
        write("1");
        awaitRead("before", "1");
        // when
        reading.begin();
        own.seekToBeginning(List.of(partition));
        // then
        awaitRead("before", "1", "before", "1");
    }

    private void awaitShared() {
        await().atMost(PATIENCE).until(() -> {
            step();
            return own.paused().contains(partition);
        });
    }

    private void awaitRead(String... values) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            step();
            assertThat(read).containsExactly(values);
        });
    }

    /** As a session does. */
    private void step() {
        reading.look();
        fetch();
        reading.read().forEach(this::add);
    }

    private void fetch() {
        own.poll(Duration.ofMillis(20)).forEach(this::add);
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        read.add(new String(record.value(), StandardCharsets.UTF_8));
    }

    private void write(String... values) throws Exception {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        }
        producer.flush();
    }
}
