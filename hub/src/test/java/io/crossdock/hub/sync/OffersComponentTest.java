package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listings;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnBackbone(Part.KAFKA)
class OffersComponentTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final Duration SETTLES = Duration.ofMillis(1500);

    private static final Channel OTHER =
            new Channel(new ChannelId("acme-us"), "acme", "EUR", FakeSystem.CHANNEL.locations(), Map.of(), Map.of());

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Map<Sku, Offer> shown = new ConcurrentHashMap<>();
    private final Queue<Sku> sent = new ConcurrentLinkedQueue<>();
    private final Queue<OfferProblem> problems = new ConcurrentLinkedQueue<>();
    private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();
    private final List<CamelContext> contexts = new ArrayList<>();
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private final LateChannel late = new LateChannel();
    private volatile Function<Offer, OfferResult> taking = offer -> OfferResult.confirmed(offer.sku());

    OffersComponentTest(Backbone backbone) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("test");
    }

    @BeforeEach
    void createTopics() {
        try (var admin = clients.admin()) {
            new TopicSetup(topics, 4, 1, 1).ensure(admin, List.of(FakeSystem.CHANNEL.id(), OTHER.id()), List.of());
        }
    }

    @AfterEach
    void close() {
        contexts.forEach(CamelContext::stop);
        producer.close();
        late.close();
    }

    private CamelContext start() throws Exception {
        return start("none", 10);
    }

    private CamelContext start(String limit, int batch) throws Exception {
        return start(FakeSystem.CHANNEL, limit, batch);
    }

    private CamelContext start(Channel channel, String limit, int batch) throws Exception {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry()
                .bind(
                        SyncSettings.bean(channel.id().value()),
                        new SyncSettings(
                                channel,
                                StockPolicy.ALL,
                                PricePolicy.of("retail", "EUR"),
                                limit,
                                batch,
                                3,
                                SETTLES,
                                topics,
                                clients));
        context.getRegistry().bind("problems", (OfferProblems) problems::add);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("offers:" + channel.id())
                        .process(exchange -> leases.add(exchange.getProperty(Lease.PROPERTY, Lease.class)))
                        .process(exchange -> exchange.getMessage()
                                .setBody(OffersComponentTest.this.take(
                                        exchange.getIn().getBody(List.class))));
            }
        });
        context.start();
        return context;
    }

    private List<OfferResult> take(List<?> offers) {
        return offers.stream()
                .map(Offer.class::cast)
                .map(offer -> {
                    sent.add(offer.sku());
                    OfferResult result = taking.apply(offer);
                    if (result.failure() != null && result.isConfirmed()) {
                        shown.merge(offer.sku(), offer, OffersComponentTest::merged);
                    }
                    return result;
                })
                .toList();
    }

    private static Offer merged(Offer before, Offer after) {
        return new Offer(
                after.sku(),
                after.quantity() == null ? before.quantity() : after.quantity(),
                null,
                after.price() == null ? before.price() : after.price(),
                after.idempotencyKey());
    }

    private static SyncStatus status(CamelContext context) {
        return SyncStatus.all(context).get("acme-eu");
    }

    private void write(String topic, Sequence sequence, CanonicalData data) {
        write(topic, sequence, data, Instant.now());
    }

    private void write(String topic, Sequence sequence, CanonicalData data, Instant at) {
        CanonicalEvent event =
                new CanonicalEvent(UUID.randomUUID().toString(), "/erp/legacy", at, sequence, at, TRACE, 0, data);
        var told = CloudEventHeaders.record(topic, event);
        producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), told.key(), told.value(), told.headers()));
    }

    private void stock(String sku, long version, long quantity) {
        stock(sku, version, quantity, Instant.now());
    }

    private void stock(String sku, long version, long quantity, Instant at) {
        write(
                topics.availability(),
                null,
                new AvailabilityChanged(
                        new Sku(sku),
                        version,
                        List.of(new LocationStock(
                                FakeSystem.CHANNEL.locations().get(0), BigDecimal.valueOf(quantity), BigDecimal.ZERO)),
                        List.of(),
                        false,
                        List.of()),
                at);
    }

    private void price(String sku, long version, String amount) {
        write(
                topics.prices(),
                Sequence.of(1, version, 0),
                new PriceChanged(
                        new Sku(sku), List.of(new ListPrice("retail", new Money(new BigDecimal(amount), "EUR")))));
    }

    private void awaitShown(Map<String, Long> quantities) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(shownQuantities()).isEqualTo(quantities));
    }

    private Map<String, Long> shownQuantities() {
        Map<String, Long> quantities = new HashMap<>();
        shown.forEach((sku, offer) -> quantities.put(sku.value(), offer.quantity()));
        return quantities;
    }

    private Map<String, ReceiptIssued> receipts() {
        Map<String, ReceiptIssued> receipts = new HashMap<>();
        try (var consumer =
                clients.consumer(topics.group("test", UUID.randomUUID().toString()), Map.of())) {
            var partitions = consumer.partitionsFor(topics.receipts(FakeSystem.CHANNEL.id())).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(50)).forEach(consumed -> {
                    CanonicalEvent event = CloudEventHeaders.event(consumed);
                    assertThat(event.source()).isEqualTo("/channels/acme-eu");
                    assertThat(event.traceparent()).isEqualTo(TRACE);
                    assertThat(event.committedAt()).isNotNull();
                    receipts.put(event.subject(), (ReceiptIssued) event.data());
                });
            }
        }
        return receipts;
    }

    @Test
    void the_channel_ends_with_the_newest_quantity_and_price_of_every_item_and_receipts_say_so() throws Exception {
        // given
        Map<String, Long> newest = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            stock("S-" + i, 1, i);
        }
        CamelContext context = start();
        // when
        for (int i = 0; i < 200; i++) {
            stock("S-" + i, 2, i + 1000);
            newest.put("S-" + i, i + 1000L);
        }
        price("S-7", 1, "9.90");
        // then
        awaitShown(newest);
        await().until(() -> status(context).inFlight() == 0 && status(context).pending() == 0);
        assertThat(shown.get(new Sku("S-7")).price()).isEqualTo(new Money(new BigDecimal("9.9"), "EUR"));
        Map<String, ReceiptIssued> receipts = receipts();
        assertThat(receipts).hasSize(200);
        assertThat(receipts.get("S-7").quantity().version()).isEqualTo(2);
        assertThat(receipts.get("S-7").quantity().value()).isEqualByComparingTo("1007");
        assertThat(receipts.get("S-7").price().version())
                .isEqualTo(Sequence.of(1, 1, 0).value());
        assertThat(status(context).confirmed()).isGreaterThanOrEqualTo(200);
        assertThat(status(context).lagP50()).isPositive();
    }

    @Test
    void a_channel_with_keys_of_its_own_is_told_by_them_and_receipts_are_by_ours() throws Exception {
        // given
        Channel own = new Channel(
                FakeSystem.CHANNEL.id(),
                "acme",
                "EUR",
                FakeSystem.CHANNEL.locations(),
                Map.of(),
                Map.of(),
                Listings.of(Map.of(new Sku("A"), new Sku("B00A"), new Sku("C"), new Sku("A"))));
        // when
        start(own, "none", 10);
        stock("A", 1, 5);
        stock("B", 1, 6);
        stock("C", 1, 7);
        // then
        awaitShown(Map.of("B00A", 5L, "A", 7L));
        await().untilAsserted(() -> assertThat(receipts()).containsOnlyKeys("A", "C"));
    }

    @Test
    void a_restart_sends_nothing_that_was_confirmed() throws Exception {
        // given
        Map<String, Long> quantities = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            stock("S-" + i, 1, i);
            quantities.put("S-" + i, (long) i);
        }
        CamelContext first = start();
        awaitShown(quantities);
        first.stop();
        sent.clear();
        // when
        start();
        stock("S-new", 1, 3);
        quantities.put("S-new", 3L);
        // then
        awaitShown(quantities);
        assertThat(sent).containsExactly(new Sku("S-new"));
    }

    @Test
    void a_failing_item_blocks_no_other_and_a_refused_one_is_reported_once() throws Exception {
        // given
        taking = offer -> switch (offer.sku().value()) {
            case "AWAY" -> OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "status 503", null));
            case "WRONG" -> OfferResult.failed(offer.sku(), Failure.rejected("acme", "push", "WRONG", "unknown"));
            default -> OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        // when
        stock("AWAY", 1, 1);
        stock("WRONG", 1, 1);
        stock("A", 1, 1);
        stock("B", 1, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L));
        await().until(() -> status(context).parked() == 1);
        assertThat(problems).hasSize(1);
        assertThat(problems.peek().failure()).hasMessage("acme push WRONG: unknown");
        assertThat(problems.peek().traceparent()).isEqualTo(TRACE);
        // when it is mended
        taking = offer -> OfferResult.confirmed(offer.sku());
        stock("WRONG", 2, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L, "AWAY", 1L, "WRONG", 1L));
    }

    @Test
    void a_throttled_channel_is_left_alone_for_as_long_as_it_asked() throws Exception {
        // given
        List<Instant> calls = new ArrayList<>();
        taking = offer -> {
            synchronized (calls) {
                calls.add(Instant.now());
                return calls.size() == 1
                        ? OfferResult.failed(offer.sku(), Failure.throttled("acme", "push", Duration.ofMillis(1500)))
                        : OfferResult.confirmed(offer.sku());
            }
        };
        CamelContext context = start("100/s", 1);
        await().until(() -> status(context).loaded());
        // when
        stock("A", 1, 1);
        await().until(() -> status(context)
                .paused()
                .filter(reason -> reason.startsWith("throttled until"))
                .isPresent());
        stock("B", 1, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L));
        assertThat(Duration.between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
        assertThat(calls).hasSize(3);
    }

    @Test
    void a_channel_that_hangs_stops_in_time_and_is_told_again_afterwards() throws Exception {
        // given
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean called = new AtomicBoolean();
        taking = offer -> {
            called.set(true);
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "hung", null));
        };
        CamelContext context = start();
        context.getShutdownStrategy().setTimeout(8);
        stock("A", 1, 1);
        await().untilTrue(called);
        // when
        Instant before = Instant.now();
        context.stop();
        // then
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(12));
        assertThat(leftBehind()).startsWith("open until ");
        released.countDown();
        taking = offer -> OfferResult.confirmed(offer.sku());
        start();
        awaitShown(Map.of("A", 1L));
    }

    @Test
    void what_was_cut_off_and_lands_late_is_followed_by_the_newest() throws Exception {
        // given
        taking = late::take;
        late.cut(1, Duration.ofMillis(700));
        CamelContext context = start();
        stock("A", 1, 5);
        await().until(() -> late.cutsLeft() == 0 && status(context).inFlight() == 0);
        // when
        stock("A", 2, 4);
        stock("A", 3, 3);
        stock("B", 1, 9);
        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> Long.valueOf(3).equals(late.shown("A")));
        assertThat(late.ledger()).containsExactlyInAnyOrder(9L, 5L, 3L).containsSubsequence(5L, 3L);
    }

    @Test
    void a_new_owner_waits_for_what_the_one_before_may_have_sent_and_not_for_one_that_ended_well() throws Exception {
        // given one that was killed
        Instant open = Instant.now().plus(Duration.ofSeconds(3));
        leaveBehind("open until " + open);
        stock("A", 1, 5);
        Queue<Instant> writtenAt = new ConcurrentLinkedQueue<>();
        taking = offer -> {
            writtenAt.add(Instant.now());
            return OfferResult.confirmed(offer.sku());
        };
        // when
        CamelContext context = start();
        // then
        await().until(() -> status(context)
                .paused()
                .filter(reason -> reason.startsWith("requests of the owner before"))
                .isPresent());
        awaitShown(Map.of("A", 5L));
        assertThat(writtenAt.peek()).isAfterOrEqualTo(open);
        assertThat(leftBehind()).startsWith("open until ");
        // when it ends well
        context.stop();
        // then
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void an_item_that_changed_and_went_back_while_its_owner_died_is_written_again() throws Exception {
        // given
        CamelContext first = start();
        stock("A", 1, 4);
        stock("B", 1, 9);
        awaitShown(Map.of("A", 4L, "B", 9L));
        first.stop();
        sent.clear();
        // when: whether the owner before had sent the 5 nobody knows
        stock("A", 2, 5);
        stock("A", 3, 4);
        leaveBehind("open until " + Instant.now());
        start();
        // then
        await().until(() -> sent.contains(new Sku("A")));
        assertThat(sent).containsOnly(new Sku("A"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doubt_outlives_a_second_owner_that_could_not_write_whether_it_dies_or_leaves(boolean dies) throws Exception {
        // given an item that changed and went back while its owner died, some time ago
        CamelContext first = start();
        stock("A", 1, 4);
        stock("B", 1, 9);
        awaitShown(Map.of("A", 4L, "B", 9L));
        first.stop();
        Instant death = Instant.now().minus(Duration.ofMinutes(10));
        stock("A", 2, 5, death.minusMillis(500));
        stock("A", 3, 4, death.plusMillis(500));
        leaveBehind("open until " + death.plus(Tenure.VALID).plus(SETTLES));
        // when the second one is not let write
        taking = offer -> OfferResult.failed(offer.sku(), Failure.throttled("acme", "push", Duration.ofHours(1)));
        sent.clear();
        CamelContext second = start();
        await().until(() -> sent.contains(new Sku("A")) && status(second).inFlight() == 0);
        await().until(() -> leftBehind().matches("open until .*, unknown since .*"));
        String atDeath = leftBehind();
        second.stop();
        // then
        assertThat(leftBehind()).matches("unknown since \\S+");
        // when
        if (dies) {
            leaveBehind(atDeath);
        }
        taking = offer -> OfferResult.confirmed(offer.sku());
        sent.clear();
        CamelContext third = start();
        // then
        await().until(() -> sent.contains(new Sku("A")));
        assertThat(sent).containsOnly(new Sku("A"));
        await().until(() -> status(third).inFlight() == 0);
        third.stop();
        assertThat(leftBehind()).isEmpty();
    }

    private void leaveBehind(String text) throws Exception {
        try (var admin = clients.admin()) {
            admin.alterConsumerGroupOffsets(
                            topics.group("sync", "acme-eu"),
                            Map.of(new TopicPartition(topics.availability(), 0), new OffsetAndMetadata(0, text)))
                    .all()
                    .get();
        }
    }

    private String leftBehind() throws Exception {
        String group = topics.group("sync", "acme-eu");
        try (var admin = clients.admin()) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topics.availability(), 0))
                    .metadata();
        }
    }

    @Test
    void channels_that_hang_end_side_by_side() throws Exception {
        // given
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger called = new AtomicInteger();
        taking = offer -> {
            called.incrementAndGet();
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // hangs on, whoever asks
                }
            }
            return OfferResult.confirmed(offer.sku());
        };
        start(FakeSystem.CHANNEL, "none", 10);
        start(OTHER, "none", 10);
        stock("A", 1, 1);
        await().untilAtomic(called, Matchers.equalTo(2));
        // when: as the hub does
        Instant before = Instant.now();
        contexts.forEach(
                context -> context.getRoutes().forEach(route -> ((OffersConsumer) route.getConsumer()).endSoon()));
        contexts.forEach(context ->
                context.getRoutes().forEach(route -> route.getConsumer().stop()));
        // then
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        released.countDown();
    }

    @Test
    void a_broken_result_leaves_no_item_in_flight_for_ever() throws Exception {
        // given
        AtomicInteger calls = new AtomicInteger();
        taking = offer -> calls.incrementAndGet() == 1
                ? new OfferResult(offer.sku(), null, null)
                : OfferResult.confirmed(offer.sku());
        CamelContext context = start();
        // when
        stock("A", 1, 1);
        // then
        awaitShown(Map.of("A", 1L));
        await().until(() -> status(context).inFlight() == 0);
    }

    @Test
    void a_stop_waits_for_the_request_on_its_way_and_its_receipt() throws Exception {
        // given
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        taking = offer -> {
            called.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                return OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "interrupted", e));
            }
            return OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        stock("A", 1, 5);
        called.await();
        // when
        Thread stopping = new Thread(context::stop);
        stopping.start();
        await().until(() -> context.getStatus().isStopping());
        released.countDown();
        stopping.join();
        // then
        assertThat(receipts()).containsOnlyKeys("A");
    }

    @Test
    void no_request_of_a_batch_begins_once_the_process_lets_the_channel_go() throws Exception {
        // given
        CamelContext context = start();
        stock("A", 1, 1);
        awaitShown(Map.of("A", 1L));
        Api api = leases.element().of(request -> new Answer(200, null, new byte[0]), "acme");
        Request patch = Request.json("patch", "PATCH", "/1", new byte[0]);
        assertThat(api.call(patch).status()).isEqualTo(200);
        // when
        context.stop();
        // then
        assertThatThrownBy(() -> api.call(patch)).isInstanceOf(Failure.class).hasMessageContaining("not sent");
    }

    @Test
    void one_process_alone_sends_until_it_ends_and_another_goes_on_where_it_was() throws Exception {
        // given
        Map<String, Long> quantities = new HashMap<>();
        CamelContext first = start();
        await().until(() -> status(first).loaded());
        for (int i = 0; i < 100; i++) {
            stock("S-" + i, 1, i);
            quantities.put("S-" + i, (long) i);
        }
        awaitShown(quantities);
        // when a second comes
        CamelContext second = start();
        await().atMost(Duration.ofSeconds(30)).until(() -> membersWithoutPartitions() == 1);
        for (int i = 0; i < 100; i++) {
            stock("S-" + i, 2, i + 1);
            quantities.put("S-" + i, i + 1L);
        }
        awaitShown(quantities);
        // then
        assertThat(status(first).sent()).isEqualTo(200);
        assertThat(status(second).sent()).isZero();
        assertThat(status(second).loaded()).isFalse();
        await().untilAsserted(() -> assertThat(status(second).paused()).isEmpty());
        // when the first ends
        sent.clear();
        first.stop();
        stock("S-new", 1, 3);
        quantities.put("S-new", 3L);
        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> shown.containsKey(new Sku("S-new")));
        awaitShown(quantities);
        assertThat(sent).containsExactly(new Sku("S-new"));
    }

    private long membersWithoutPartitions() throws Exception {
        String group = topics.group("sync", "acme-eu");
        try (var admin = clients.admin()) {
            var description =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return description.groupState() == GroupState.STABLE
                            && description.members().size() == 2
                    ? description.members().stream()
                            .filter(member ->
                                    member.assignment().topicPartitions().isEmpty())
                            .count()
                    : -1;
        }
    }

    @Test
    void a_record_that_is_none_of_ours_is_left_aside() throws Exception {
        // given
        producer.send(new ProducerRecord<>(topics.availability(), "X".getBytes(), "{".getBytes()));
        // when
        stock("A", 1, 1);
        start();
        // then
        awaitShown(Map.of("A", 1L));
    }

    @Test
    void an_error_in_the_route_is_no_end_and_no_loop() throws Exception {
        // given
        AtomicInteger calls = new AtomicInteger();
        taking = offer -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("a programming error");
            }
            return OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        // when
        stock("A", 1, 1);
        // then
        awaitShown(Map.of("A", 1L));
        assertThat(status(context).failed()).containsExactly(Map.entry(Failure.Kind.UNAVAILABLE, 2L));
    }

    @Test
    void a_change_is_on_its_way_at_once() throws Exception {
        // given
        CamelContext context = start();
        await().until(() -> status(context).loaded());
        // when
        for (int i = 1; i <= 300; i++) {
            long quantity = i;
            stock("A", i, quantity);
            producer.flush();
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                Offer offer = shown.get(new Sku("A"));
                return offer != null && offer.quantity() == quantity;
            });
        }
        // then: a few milliseconds on an idle machine, most of them the two hops over Kafka; loose for a busy one
        await().until(() -> status(context).confirmed() >= 300);
        assertThat(status(context).lagP50()).isLessThan(Duration.ofMillis(60));
    }
}
