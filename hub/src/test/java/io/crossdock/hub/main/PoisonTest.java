package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.spi.InboundRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A tenth of a channel's records is poison of every kind. */
@OnBackbone(Part.KAFKA)
class PoisonTest {

    private static final int RECORDS = 2_000;
    private static final List<byte[]> POISON = Stream.of(
                    "",
                    "{\"cut",
                    "{\"a\":1,\"a\":2}",
                    "[".repeat(100_000),
                    "{\"type\":\"no-such\"}",
                    "{\"data\":7}",
                    "null")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    @Test
    void every_good_record_goes_through_and_every_poison_one_waits_byte_for_byte(Backbone backbone) throws Exception {
        String brokers = backbone.kafka().bootstrapServers();
        try (TestHub hub = TestHub.start(
                brokers,
                Path.of("src/test/resources/channels"),
                Map.of("CROSSDOCK_SECRET_ACME_WEBHOOK", AcmeSender.SECRET),
                Role.NORMALIZE)) {
            // given
            List<InboundRecord> sent = IntStream.range(0, RECORDS)
                    .mapToObj(number -> inbound(hub, number))
                    .toList();
            // when
            journal(brokers, hub, sent);
            // then
            // A batch whose acks got lost comes again: the same event, by its id.
            List<CloudEvent> letters = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> distinct(hub.events(hub.topics().deadLetters())),
                            found -> found.size() >= RECORDS / 10);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            distinct(hub.events(hub.topics().orders())))
                    .extracting(CloudEvent::getSubject)
                    .containsExactlyInAnyOrderElementsOf(good(sent)));
            Map<String, byte[]> poison = sent.stream()
                    .filter(PoisonTest::isPoison)
                    .collect(Collectors.toMap(InboundRecord::id, InboundRecord::body));
            assertThat(letters).hasSize(poison.size()).allSatisfy(letter -> assertThat(
                            letter.getData() == null
                                    ? new byte[0]
                                    : letter.getData().toBytes())
                    .isEqualTo(poison.get(letter.getExtension("inboundid"))));
        }
    }

    private static InboundRecord inbound(TestHub hub, int number) {
        boolean isPoison = number % 10 == 7;
        byte[] body = isPoison
                ? POISON.get(number / 10 % POISON.size())
                : AcmeSender.order("G-" + number).getBytes(UTF_8);
        return new InboundRecord(
                hub.channel("acme-eu"),
                (isPoison ? "poison-" : "good-") + number,
                "",
                "G-" + number,
                "application/json",
                body,
                Instant.EPOCH,
                null);
    }

    private static List<CloudEvent> distinct(List<CloudEvent> events) {
        Map<String, CloudEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.getId(), event));
        return List.copyOf(byId.values());
    }

    private static boolean isPoison(InboundRecord inbound) {
        return inbound.id().startsWith("poison-");
    }

    private static List<String> good(List<InboundRecord> sent) {
        return sent.stream()
                .filter(inbound -> !isPoison(inbound))
                .map(inbound -> "acme-eu:" + inbound.key())
                .toList();
    }

    private static void journal(String brokers, TestHub hub, List<InboundRecord> sent) {
        try (Producer<byte[], byte[]> producer =
                new KafkaClients(Map.of("bootstrap.servers", brokers)).producer("poison-test")) {
            PipelinedSend.all(
                    producer,
                    sent.stream()
                            .map(inbound -> new ProducerRecord<>(
                                    hub.topics().journal(inbound.channel()),
                                    null,
                                    null,
                                    inbound.key().getBytes(UTF_8),
                                    inbound.body(),
                                    JournalHeaders.of(inbound)))
                            .toList());
        }
    }
}
