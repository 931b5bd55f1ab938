package io.crossdock.hub.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.OrderId;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.EncryptionSettings;
import io.crossdock.hub.config.EncryptionSettings.Master;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys on a real Kafka, among several processes. */
@OnBackbone(Part.KAFKA)
class EncryptionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-15T12:00:00Z"), ZoneOffset.UTC);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Master ONE =
            new Master("{{secret:one}}", "1".repeat(32).getBytes(UTF_8));
    private static final Master TWO =
            new Master("{{secret:two}}", "2".repeat(32).getBytes(UTF_8));
    private static final EncryptionSettings WITH_ONE = new EncryptionSettings(true, false, List.of(ONE));
    private static final Erasures.Wish WISH = new Erasures.Wish("ops", "ticket 7");

    private final Topics topics =
            new Topics("keys-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaClients clients;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Encryption> started = new ArrayList<>();

    EncryptionTest(Backbone backbone) {
        clients = TestClients.of(backbone);
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1, Retention.DEFAULT, true)
                    .ensure(admin, Set.of(new ChannelId("acme-eu")), Set.of());
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Encryption::close);
    }

    @Test
    void many_processes_that_start_at_once_agree_on_one_key_a_channel_and_month() {
        // when
        List<CompletableFuture<Encryption>> starting = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> open(WITH_ONE, "acme-eu", "acme-us")))
                .toList();
        starting.forEach(CompletableFuture::join);
        // then
        assertThat(erasures(WITH_ONE).list().stream().map(tree -> tree.owner() + tree.period()))
                .containsExactly("acme-eu2026-10", "acme-us2026-10");
    }

    @Test
    void what_one_process_encrypts_another_reads_also_by_keys_that_are_newer_than_itself() {
        // given
        Sealing early = start(WITH_ONE, "acme-eu");
        Sealing late = start(WITH_ONE, "acme-us");
        // when
        Sealing.Body body = late.seal(inbound("acme-us", "P-1"));
        // then
        assertThat(read(early, inbound("acme-us", "P-1"), body)).isEqualTo("Alma P-1");
    }

    @Test
    void a_forgotten_order_is_unreadable_to_running_and_to_fresh_processes_and_the_others_are_readable() {
        // given
        Sealing running = start(WITH_ONE, "acme-eu");
        Sealing.Body forgotten = running.seal(inbound("acme-eu", "P-1"));
        Sealing.Body kept = running.seal(inbound("acme-eu", "P-2"));
        // when
        Erasures.Erased erased = erasures(WITH_ONE).forget(new OrderId("acme-eu:P-1"), List.of("msg_9"), WISH);
        // then
        assertThat(erased).isEqualTo(new Erasures.Erased(List.of("2026-10"), 3));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(read(running, inbound("acme-eu", "P-1"), forgotten))
                        .isNull());
        Sealing fresh = start(WITH_ONE);
        assertThat(read(fresh, inbound("acme-eu", "P-1"), forgotten)).isNull();
        assertThat(Stream.of(running, fresh).map(one -> read(one, inbound("acme-eu", "P-2"), kept)))
                .containsOnly("Alma P-2");
        assertThat(meters.counter(topics.prefix() + ".forgotten", "channel", "acme-eu")
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(notes()).singleElement().satisfies(note -> assertThat(note)
                .contains("\"what\":\"forget\"", "acme-eu:P-1", "\"by\":\"ops\"", "\"reason\":\"ticket 7\""));
    }

    @Test
    void orders_that_are_forgotten_at_the_same_time_are_all_forgotten() {
        // given
        Sealing sealing = start(WITH_ONE, "acme-eu");
        List<InboundRecord> records = IntStream.range(0, 6)
                .mapToObj(i -> inbound("acme-eu", "P-" + i))
                .toList();
        List<Sealing.Body> bodies = records.stream().map(sealing::seal).toList();
        // when
        List<CompletableFuture<Void>> forgetting = records.stream()
                .limit(5)
                .map(one -> CompletableFuture.runAsync(
                        () -> erasures(WITH_ONE).forget(OrderId.of(one.channel(), one.key()), List.of(), WISH)))
                .toList();
        forgetting.forEach(CompletableFuture::join);
        // then
        Sealing fresh = start(WITH_ONE);
        assertThat(IntStream.range(0, 6).mapToObj(i -> read(fresh, records.get(i), bodies.get(i))))
                .containsExactly(null, null, null, null, null, "Alma P-5");
    }

    @Test
    void a_month_that_was_dropped_is_unreadable_and_what_comes_later_is_not() {
        // given
        Sealing running = start(WITH_ONE, "acme-eu", "acme-us");
        Sealing.Body dropped = running.seal(inbound("acme-eu", "P-1"));
        Sealing.Body kept = running.seal(inbound("acme-us", "P-1"));
        // when
        erasures(WITH_ONE).drop("acme-eu", OCTOBER, WISH);
        // then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(read(running, inbound("acme-eu", "P-1"), dropped))
                        .isNull());
        Sealing.Body later = running.seal(inbound("acme-eu", "P-1"));
        Sealing fresh = start(WITH_ONE);
        assertThat(read(fresh, inbound("acme-eu", "P-1"), dropped)).isNull();
        assertThat(read(fresh, inbound("acme-eu", "P-1"), later)).isEqualTo("Alma P-1");
        assertThat(read(fresh, inbound("acme-us", "P-1"), kept)).isEqualTo("Alma P-1");
        assertThat(erasures(WITH_ONE)
                        .drop("acme-eu", OCTOBER.minusMonths(1), WISH)
                        .keys())
                .isZero();
    }

    @Test
    void a_wrong_master_key_is_told_by_its_reference_before_anything_runs() {
        // given
        start(WITH_ONE, "acme-eu");
        EncryptionSettings wrong = new EncryptionSettings(true, false, List.of(TWO));
        // then
        assertThatThrownBy(() -> start(wrong, "acme-eu"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CROSSDOCK_ENCRYPTION_KEY")
                .hasMessageContaining("protected by another master key")
                .hasMessageContaining("{{secret:two}}")
                .hasMessageNotContainingAny(texts(TWO))
                .hasMessageNotContainingAny(texts(ONE));
        assertThatThrownBy(() -> erasures(wrong).forget(new OrderId("acme-eu:P-1"), List.of(), WISH))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_master_key_is_replaced_by_having_both_then_protecting_the_keys_anew() {
        // given
        Sealing.Body before = start(WITH_ONE, "acme-eu").seal(inbound("acme-eu", "P-1"));
        EncryptionSettings both = new EncryptionSettings(true, false, List.of(TWO, ONE));
        EncryptionSettings two = new EncryptionSettings(true, false, List.of(TWO));
        // when
        Sealing meanwhile = start(both, "acme-eu", "acme-us");
        Sealing.Body during = meanwhile.seal(inbound("acme-us", "P-1"));
        int records = erasures(both).rewrap();
        // then
        assertThat(records).isEqualTo(2);
        Sealing after = start(two, "acme-eu");
        assertThat(read(after, inbound("acme-eu", "P-1"), before)).isEqualTo("Alma P-1");
        assertThat(read(after, inbound("acme-us", "P-1"), during)).isEqualTo("Alma P-1");
    }

    @Test
    void who_meets_a_key_of_an_unknown_master_waits_for_it_and_skips_nothing() {
        // given
        Sealing old = start(WITH_ONE, "acme-eu");
        Sealing newer = start(new EncryptionSettings(true, false, List.of(TWO, ONE)), "acme-us");
        // when
        Sealing.Body body = newer.seal(inbound("acme-us", "P-1"));
        // then
        assertThatThrownBy(() -> read(old, inbound("acme-us", "P-1"), body))
                .isInstanceOf(NoKeyException.class)
                .hasMessageContaining("another master key");
        assertThat(started.get(0).trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("{{secret:one}}"));
    }

    @Test
    void a_key_record_of_no_form_is_told_and_the_others_are_followed_on() throws Exception {
        // given
        Sealing running = start(WITH_ONE, "acme-eu");
        String key = "acme-us:2026-10:0123456789ab/";
        MasterKeys masters = new MasterKeys(WITH_ONE);
        // when
        try (Producer<byte[], byte[]> producer = clients.producer("stranger")) {
            producer.send(new ProducerRecord<>(
                            topics.keys(), key.getBytes(UTF_8), masters.wrap(key, new byte[] {99, 1})))
                    .get();
            producer.send(new KeyTopic(clients, topics, masters)
                            .put(KeyRing.newTree("acme-us", OCTOBER), KeyRing.newRoot()))
                    .get();
        }
        // then
        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptionsInstanceOf(NoKeyException.class)
                .until(() -> running.seal(inbound("acme-us", "P-1")).keyId() != null);
        assertThat(started.get(0).trouble())
                .hasValue("the key record " + key + " is of no form that this release knows");
    }

    @Test
    void who_has_not_heard_of_the_keys_for_a_minute_uses_none_until_it_has() {
        // given
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        InstantSource source = now::get;
        KeyFollower follower = new KeyFollower(
                new KeyTopic(clients, topics, new MasterKeys(WITH_ONE)),
                List.of("acme-eu"),
                source.withZone(ZoneOffset.UTC));
        try {
            follower.start();
            String tree = follower.current("acme-eu", OCTOBER).id();
            // when
            now.set(now.get().plusSeconds(3_600));
            // then
            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptionsInstanceOf(NoKeyException.class)
                    .until(() -> follower.tree(tree).isPresent());
            // when
            follower.close();
            now.set(now.get().plusSeconds(61));
            // then
            assertThatThrownBy(() -> follower.tree(tree))
                    .isInstanceOf(NoKeyException.class)
                    .hasMessageContaining("last read at 2026-10-15T13:00:00Z");
            assertThatThrownBy(() -> follower.current("acme-eu", OCTOBER)).isInstanceOf(NoKeyException.class);
        } finally {
            follower.close();
        }
    }

    @Test
    void who_would_write_in_plain_among_others_that_encrypt_is_stopped_unless_told_to() {
        // given
        EncryptionSettings off = new EncryptionSettings(false, true, List.of());
        // then
        assertThatThrownBy(() -> start(EncryptionSettings.NONE, "acme-eu"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CROSSDOCK_ENCRYPTION_KEY: is not set")
                .hasMessageContaining("CROSSDOCK_ENCRYPTION=off");
        assertThat(start(off, "acme-eu")).isSameAs(Sealing.NONE);
        assertThat(start(EncryptionSettings.NONE)).isSameAs(Sealing.NONE);
    }

    @Test
    void kafka_holds_no_key_in_plain_and_lets_go_of_destroyed_ones_within_hours() throws Exception {
        // given
        start(WITH_ONE, "acme-eu");
        KeyRing ring = new KeyRing();
        KeyTopic topic = new KeyTopic(clients, topics, new MasterKeys(WITH_ONE));
        try (Consumer<byte[], byte[]> consumer = topic.consumer()) {
            topic.readToEnd(consumer, ring);
        }
        byte[] secret = ring.trees().iterator().next().nodes().iterator().next().children()[0];
        // then
        assertThat(values(topics.keys())).isNotEmpty().allSatisfy(value -> {
            String sealed = value.substring(value.lastIndexOf('.') + 1);
            assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(sealed)))
                    .doesNotContain(HexFormat.of().formatHex(secret));
        });
        try (Admin admin = clients.admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.keys());
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(settings.get("max.compaction.lag.ms").value()).isEqualTo("21600000");
            assertThat(settings.get("delete.retention.ms").value()).isEqualTo("86400000");
        }
    }

    private Sealing start(EncryptionSettings settings, String... owners) {
        Encryption encryption = open(settings, owners);
        return encryption.sealing();
    }

    private Encryption open(EncryptionSettings settings, String... owners) {
        Encryption encryption = Encryption.start(settings, clients, topics, Arrays.asList(owners), meters, CLOCK);
        synchronized (started) {
            started.add(encryption);
        }
        return encryption;
    }

    private Erasures erasures(EncryptionSettings settings) {
        return new Erasures(settings, clients, topics, CLOCK);
    }

    private static InboundRecord inbound(String channel, String order) {
        byte[] body = ("Alma " + order).getBytes(UTF_8);
        return new InboundRecord(
                new ChannelId(channel), "msg_" + order, "order", order, "text/plain", body, Instant.EPOCH, null);
    }

    private static String read(Sealing sealing, InboundRecord inbound, Sealing.Body body) {
        return sealing.open(inbound.withBody(body.bytes()), body.keyId())
                .map(opened -> new String(opened.body(), UTF_8))
                .orElse(null);
    }

    private static String[] texts(Master master) {
        return new String[] {
            new String(master.key(), UTF_8),
            Base64.getEncoder().encodeToString(master.key()),
            HexFormat.of().formatHex(master.key())
        };
    }

    private List<String> notes() {
        return values(topics.erasures());
    }

    private List<String> values(String topic) {
        List<String> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> consumer = clients.consumer("looker", Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(next.value(), UTF_8));
                }
            }
        }
        return values;
    }
}
