package io.crossdock.hub.cli;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.ReceiptIssued.ConfirmedPrice;
import io.crossdock.canonical.ReceiptIssued.ConfirmedQuantity;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** The topics of a hub that does not run, with what a channel acme-eu should show and what it confirmed. */
final class ShopUnderTest {

    static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final int PARTITIONS = 3;
    static final Instant COMMITTED = Instant.parse("2026-01-02T03:04:05Z");

    final Topics topics = new Topics("shop-" + UUID.randomUUID().toString().substring(0, 8));
    final KafkaClients clients;
    private final String brokers;

    ShopUnderTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
        clients = TestClients.of(brokers);
        try (Admin admin = clients.admin()) {
            TopicSetup setup = new TopicSetup(topics, PARTITIONS, 1, 1);
            setup.ensure(admin, Set.of(CHANNEL), Set.of("legacy"));
            setup.createReleases(admin, Set.of(CHANNEL));
        }
    }

    /** @param sections of the channel's file, which is written to from the beginning unless they say otherwise */
    Invocation call(Path folder, String sections, String... arguments) {
        String start = sections.contains("start:") ? "" : "\nstart: live";
        Invocation invocation = new Invocation(folder)
                .channelWith("currency: EUR", "currency: EUR\n" + sections.stripTrailing() + start)
                .variable("CROSSDOCK_KAFKA_BROKERS", brokers)
                .variable("CROSSDOCK_PREFIX", topics.prefix());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--channels", folder.resolve("acme-eu.channel.yaml").toString()));
        invocation.execute(all.toArray(String[]::new));
        return invocation;
    }

    void available(String sku, long version, LocationStock... locations) {
        write(
                topics.availability(),
                version,
                new AvailabilityChanged(new Sku(sku), version, List.of(locations), List.of(), false, List.of()));
    }

    void price(String sku, long position, String amount) {
        write(
                topics.prices(),
                position,
                new PriceChanged(new Sku(sku), List.of(new ListPrice("retail-eu", euros(amount)))));
    }

    void described(String sku, String category) {
        write(topics.items(), 1, new ItemDescribed(new Sku(sku), "Something", category, List.of(), false));
    }

    /** @param quantity null where none was confirmed, as with the price */
    void confirmed(String sku, Long quantity, long version, String price, long position) {
        Instant at = COMMITTED.plusMillis(40);
        write(
                topics.receipts(CHANNEL),
                position,
                new ReceiptIssued(
                        CHANNEL,
                        new Sku(sku),
                        quantity == null
                                ? null
                                : new ConfirmedQuantity(
                                        BigDecimal.valueOf(quantity), version, COMMITTED, at, null, null, null, null),
                        price == null
                                ? null
                                : new ConfirmedPrice(
                                        euros(price),
                                        Sequence.of(1, position, 0).value(),
                                        COMMITTED,
                                        at,
                                        null,
                                        null,
                                        null),
                        null,
                        null));
    }

    /** Somebody found that the channel shows something else than it confirmed last. */
    void doubted(String sku, long quantity, long version) {
        Instant at = COMMITTED.plusMillis(40);
        ReceiptIssued doubt = new ReceiptIssued(
                CHANNEL,
                new Sku(sku),
                new ConfirmedQuantity(
                        BigDecimal.valueOf(quantity), version, COMMITTED, at, null, at.plusSeconds(60), null, null),
                null,
                null,
                null);
        ProducerRecord<byte[], byte[]> receipt = record(topics.receipts(CHANNEL), 2, doubt);
        byte[] key = (sku + "\ndoubt").getBytes(StandardCharsets.UTF_8);
        write(new ProducerRecord<>(receipt.topic(), partition(sku), null, key, receipt.value(), receipt.headers()));
    }

    private static int partition(String sku) {
        return Utils.toPositive(Utils.murmur2(sku.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    void write(String topic, long position, CanonicalData data) {
        write(record(topic, position, data));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long position, CanonicalData data) {
        String id = CanonicalEvent.idOf("/erp/legacy", EventType.of(data), data.subject() + "@" + position);
        CanonicalEvent event =
                new CanonicalEvent(id, "/erp/legacy", COMMITTED, Sequence.of(1, position, 0), COMMITTED, null, 0, data);
        return CloudEventHeaders.record(topic, event);
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        try (Producer<byte[], byte[]> producer = clients.producer("shop-under-test")) {
            PipelinedSend.all(producer, List.of(record));
        }
    }

    static LocationStock at(String location, String onHand, String reserved) {
        return new LocationStock(new LocationId(location), new BigDecimal(onHand), new BigDecimal(reserved));
    }

    static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
