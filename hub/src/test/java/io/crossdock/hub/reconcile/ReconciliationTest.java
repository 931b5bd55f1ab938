package io.crossdock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelReconciled;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One comparison, against a system that answers as it is told; bodies are {@code <version> <pieces>}. */
@OnBackbone(Part.KAFKA)
class ReconciliationTest {

    private static final ChannelId SHOP = new ChannelId("shop");
    private static final Instant UNTIL = Instant.now();
    private static final Instant FROM = UNTIL.minus(Duration.ofHours(2));

    private final Topics topics =
            new Topics("reconcile-" + UUID.randomUUID().toString().substring(0, 8));
    private final Deque<Supplier<Page>> answers = new ArrayDeque<>();
    private final List<Span> asked = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Duration paused = Duration.ZERO;
    private KafkaClients clients;
    private Producer<byte[], byte[]> producer;
    private Sealing sealing = Sealing.NONE;

    @BeforeEach
    void topics(Backbone backbone) throws Exception {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("reconcile-test");
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(topics.journal(SHOP), 2, (short) 1),
                            new NewTopic(topics.reports(), 2, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void everythingEnds() {
        producer.close();
    }

    @Test
    void an_encrypted_journal_is_compared_and_whoever_was_forgotten_does_not_come_back_by_it() throws Exception {
        // given
        sealing = Encryption.inMemory(List.of(SHOP.value()), Clock.systemUTC());
        webhook("1", 5, 2);
        Sealing own = sealing;
        // by keys that are nowhere any more
        sealing = Encryption.inMemory(List.of(SHOP.value()), Clock.systemUTC());
        webhook("2", 5, 2);
        sealing = own;
        answers(page(null, listed("1", 5, 2), listed("2", 5, 2), listed("3", 5, 7)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(journal())
                .hasSize(3)
                .filteredOn(inbound -> inbound.key().equals("3"))
                .singleElement()
                .satisfies(inbound -> assertThat(inbound.body()).hasSize(28 + body(5, 7).length));
    }

    @Test
    void what_is_missing_is_journaled_as_a_webhook_would_have_been_and_reported() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2), listed("2", 5, 1)));
        answers(page(null, listed("3", 5, 1)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.pages()).isEqualTo(2);
        assertThat(tally.listed()).isEqualTo(3);
        assertThat(tally.missing()).isEqualTo(3);
        assertThat(asked).extracting(Span::page).containsExactly(Optional.empty(), Optional.of("next"));
        assertThat(journal())
                .extracting(InboundRecord::id, InboundRecord::kind, InboundRecord::key)
                .containsExactlyInAnyOrder(
                        tuple("1@5", "orders/updated", "1"),
                        tuple("2@5", "orders/updated", "2"),
                        tuple("3@5", "orders/updated", "3"));
        assertThat(reports()).containsExactly(new ChannelReconciled(SHOP, FROM, UNTIL, 3, 3, List.of("1", "2", "3")));
    }

    @Test
    void what_the_journal_has_is_not_written_again() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2), listed("2", 5, 1)));
        run();
        answers(page(null, listed("1", 5, 2), listed("2", 6, 7)));

        // when
        Tally second = run();

        // then
        assertThat(second.orders()).containsExactly("2");
        assertThat(journal()).extracting(InboundRecord::id).containsExactlyInAnyOrder("1@5", "2@5", "2@6");
    }

    @Test
    void what_a_webhook_tells_while_pages_are_read_is_known_to_the_next_page() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2)));
        answers.add(() -> {
            webhook("2", 5, 1);
            return page(null, listed("2", 5, 1));
        });

        // when
        Tally tally = run();

        // then
        assertThat(tally.orders()).containsExactly("1");
    }

    @Test
    void an_order_that_is_listed_twice_is_journaled_once() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2), listed("1", 5, 2)));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(journal()).hasSize(1);
    }

    @Test
    void an_order_that_cannot_be_translated_is_journaled_once_for_the_dead_letters_to_have_it() throws Exception {
        // given
        Listed odd = new Listed("1", "5", "orders/updated", true, "odd".getBytes(StandardCharsets.UTF_8));
        answers(page(null, odd));
        answers(page(null, odd));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(run().missing()).isZero();
    }

    @Test
    void what_was_finished_before_anybody_listened_is_left_alone_where_open_orders_are_asked_for() throws Exception {
        // given
        webhook("2", 5, 1);
        answers(page(null, listed("1", 5, 2), finished("2", 6, 0), finished("3", 5, 4)));

        // when
        Tally open = reconciliation("none").run(FROM, UNTIL, Scope.OPEN, this::pause, progress -> {});

        // then
        assertThat(open.orders()).as("an open one, and the end of a known one").containsExactly("1", "2");
        assertThat(open.finished()).isEqualTo(1);

        // when
        answers(page(null, finished("3", 5, 4)));

        // then
        assertThat(run().orders()).containsExactly("3");
    }

    @Test
    void a_dry_run_tells_what_is_missing_and_writes_nothing() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2)));

        // when
        Tally tally = reconciliation("none").dryRun(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});

        // then
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(journal()).isEmpty();
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_journal_that_is_not_there_yet_is_an_empty_one() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2)));
        Reconciliation elsewhere = reconciliation("none", new Topics("not-there-" + topics.prefix()));

        // when, then
        assertThat(elsewhere
                        .dryRun(FROM, UNTIL, Scope.ALL, this::pause, progress -> {})
                        .missing())
                .isEqualTo(1);
    }

    @Test
    void a_run_that_breaks_off_leaves_what_it_found_and_the_next_one_finds_the_rest() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2)));
        answers(page("next", listed("1", 5, 2)));
        answers(page(null, listed("2", 5, 1)));
        assertThatThrownBy(() -> reconciliation("none").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(journal()).hasSize(1);
        assertThat(reports()).isEmpty();

        // when
        Tally tally = run();

        // then
        assertThat(tally.orders()).containsExactly("2");
        assertThat(journal()).hasSize(2);
    }

    @Test
    void a_system_that_asks_for_a_pause_gets_it_and_one_that_does_not_answer_growing_ones() throws Exception {
        // given
        answers.add(() -> {
            throw Failure.throttled("acme", "orders", Duration.ofSeconds(7));
        });
        for (int i = 0; i < 3; i++) {
            answers.add(() -> {
                throw Failure.unavailable("acme", "orders", "status 503", null);
            });
        }
        answers(page(null, listed("1", 5, 2)));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(7L, 4L, 8L, 16L);
    }

    @Test
    void a_system_that_stays_away_ends_the_run_after_a_while() {
        // given
        for (int i = 0; i < 8; i++) {
            answers.add(() -> {
                throw Failure.unavailable("acme", "orders", "status 503", null);
            });
        }

        // when, then
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).withMessage("acme orders: status 503");
        assertThat(pauses).hasSize(7);
    }

    @Test
    void what_no_repetition_mends_ends_the_run_at_once() {
        // given
        answers.add(() -> {
            throw Failure.unauthorized("acme", "orders", "status 401");
        });
        answers.add(() -> {
            throw Failure.throttled("acme", "orders", Duration.ofHours(2));
        });

        // when, then
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).withMessage("acme orders: status 401");
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).satisfies(failure -> assertThat(failure.kind())
                .isEqualTo(Failure.Kind.THROTTLED));
        assertThat(pauses).isEmpty();
    }

    @Test
    void pages_take_no_more_than_their_share_of_the_channels_limit() throws Exception {
        // given
        answers(page("2", listed("1", 5, 2)));
        answers(page("3", listed("2", 5, 2)));
        answers(page(null, listed("3", 5, 2)));

        // when
        reconciliation("1/h").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});

        // then
        assertThat(paused).isBetween(Duration.ofHours(9), Duration.ofHours(10));
    }

    @Test
    void a_list_that_leads_to_itself_ends() {
        // given
        answers(page("same", listed("1", 5, 2)));
        answers(page("same", listed("1", 5, 2)));

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(this::run)
                .withMessage("acme orders: the next page is the page itself");
    }

    @Test
    void an_order_too_large_for_the_journal_is_named_and_hides_no_other() throws Exception {
        // given
        String large = "5 2" + " ".repeat(1024 * 1024);
        answers(page(
                null,
                new Listed("1", "5", "orders/updated", true, large.getBytes(StandardCharsets.UTF_8)),
                listed("2", 5, 2)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.tooLarge()).isEqualTo("1");
        assertThat(journal()).extracting(InboundRecord::key).containsExactly("2");
    }

    private Tally run() throws InterruptedException {
        return reconciliation("none").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});
    }

    private Reconciliation reconciliation(String limit) {
        return reconciliation(limit, topics);
    }

    /** Time passes at once. */
    private void pause(Duration time) {
        pauses.add(time);
        paused = paused.plus(time);
    }

    private Reconciliation reconciliation(String limit, Topics names) {
        InstantSource passing = () -> Instant.now().plus(paused);
        return new Reconciliation(
                SHOP,
                "acme",
                span -> {
                    asked.add(span);
                    return answers.remove().get();
                },
                ReconciliationTest::translated,
                clients,
                producer,
                names,
                sealing,
                RateBudget.parse(limit).share(20),
                passing.withZone(ZoneOffset.UTC));
    }

    private void answers(Page page) {
        answers.add(() -> page);
    }

    private static Page page(String next, Listed... orders) {
        return new Page(List.of(orders), Optional.ofNullable(next));
    }

    private static Listed listed(String id, long version, int pieces) {
        return new Listed(id, Long.toString(version), "orders/updated", true, body(version, pieces));
    }

    private static Listed finished(String id, long version, int pieces) {
        return new Listed(id, Long.toString(version), "orders/updated", false, body(version, pieces));
    }

    private static byte[] body(long version, int pieces) {
        return (version + " " + pieces).getBytes(StandardCharsets.UTF_8);
    }

    private void webhook(String id, long version, int pieces) {
        InboundRecord inbound = new InboundRecord(
                SHOP,
                "delivery-" + id,
                "orders/create",
                id,
                "application/json",
                body(version, pieces),
                Instant.now(),
                null);
        Sealing.Body body = sealing.seal(inbound);
        producer.send(new ProducerRecord<>(
                topics.journal(SHOP),
                null,
                null,
                id.getBytes(StandardCharsets.UTF_8),
                body.bytes(),
                JournalHeaders.of(inbound, body.keyId())));
        producer.flush();
    }

    private static List<CanonicalEvent> translated(InboundRecord inbound) {
        String[] words =
                new String(inbound.body(), StandardCharsets.UTF_8).strip().split(" ");
        if (words.length < 2) {
            throw Failure.unmappable("acme", inbound.kind(), inbound.key(), "odd");
        }
        OrderLine line = new OrderLine("1", new Sku("A-1"), new BigDecimal(words[1]), null, null);
        Order order = new Order(
                OrderId.of(SHOP, inbound.key()),
                SHOP,
                inbound.key(),
                Long.parseLong(words[0]),
                FROM,
                "EUR",
                List.of(new LocationId("lyon")),
                List.of(line),
                null);
        return List.of(
                new CanonicalEvent(inbound.id(), "/channels/shop", FROM, null, null, null, 1, new OrderChanged(order)));
    }

    private List<InboundRecord> journal() {
        return read(topics.journal(SHOP)).stream()
                .map(read -> JournalHeaders.read(read, SHOP))
                .toList();
    }

    private List<ChannelReconciled> reports() {
        return read(topics.reports()).stream()
                .map(read -> (ChannelReconciled) CloudEventHeaders.event(read).data())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer("looker", Map.of())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
