package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.cli.Crossdock;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What an operator has of encryption, from the webhook to the command line. */
@OnBackbone(Part.KAFKA)
class EncryptedIntakeTest {

    private static final Path CHANNELS = Path.of("src/test/resources/channels");
    private static final String POISON =
            "{\"type\":\"order.placed\",\"data\":{\"ref\":\"X-1\",\"ship\":\"Alma Sample\"}}";

    private final String brokers;

    EncryptedIntakeTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @Test
    void a_buyers_data_is_nowhere_in_plain_and_the_order_can_be_forgotten() throws Exception {
        Map<String, String> environment = environment("enc-forget", true);
        try (TestHub hub = TestHub.start(brokers, CHANNELS, environment)) {
            AcmeSender acme = new AcmeSender(hub.webhook("acme-eu"));
            // when
            assertThat(acme.place("P-1").statusCode()).isEqualTo(200);
            assertThat(acme.place("P-2").statusCode()).isEqualTo(200);
            assertThat(acme.post(POISON, "msg_X-1", AcmeSender.SECRET)).isEqualTo(200);
            CloudEvent event = hub.awaitEvent(hub.topics().orders(), "acme-eu:P-1");
            CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "X-1");
            // then
            String journal = hub.topics().journal(hub.channel("acme-eu"));
            assertThat(hub.events(journal)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(EncryptedIntakeTest::isEncrypted);
            isEncrypted(event);
            isEncrypted(letter);
            assertThat(text(event)).contains("\"country\":\"DE\"", "\"sealed\":\"");
            assertThat(letter.getExtension("failurekind")).isEqualTo("UNMAPPABLE");
            assertThat(opened(environment, letter)).contains(POISON);

            // when
            String shown = crossdock(environment, 0, "dead-letters", "show", letter.getId(), "--personal");
            crossdock(environment, 0, "dead-letters", "replay", letter.getId(), "--reason", "ticket 6");
            CloudEvent again = hub.awaitEvent(
                    hub.topics().deadLetters(), failed -> letter.getId().equals(failed.getExtension("replayof")));
            // then
            assertThat(shown).contains(POISON);
            isEncrypted(again);
            assertThat(opened(environment, again)).contains(POISON);

            // when
            CloudEvent journaled = hub.awaitEvent(journal, "P-1");
            String told = crossdock(environment, 0, "forget", "--order", "acme-eu:P-1", "--reason", "ticket 7");
            crossdock(environment, 0, "forget", "--order", "X-1", "--channel", "acme-eu", "--reason", "7", "--json");
            // then
            assertThat(told).startsWith("forgotten: acme-eu:P-1, in 20");
            assertThat(opened(environment, journaled)).isEmpty();
            assertThat(opened(environment, letter)).isEmpty();
            assertThat(crossdock(environment, 0, "dead-letters", "show", again.getId()))
                    .contains("body: forgotten");
            assertThat(crossdock(environment, 3, "dead-letters", "replay", again.getId(), "--reason", "ticket 8"))
                    .contains("it was forgotten");
            assertThat(opened(environment, hub.awaitEvent(journal, "P-2"))).contains(AcmeSender.order("P-2"));
            assertThat(hub.events(hub.topics().erasures()))
                    .extracting(CloudEvent::getSubject)
                    .containsExactly("acme-eu:P-1", "acme-eu:X-1");
            assertThat(hub.health().status("encryption")).isEqualTo("UP");
        }
    }

    @Test
    void a_forgotten_record_is_skipped_and_counted_and_holds_up_nobody() throws Exception {
        Map<String, String> environment = environment("enc-skipped", true);
        try (TestHub ingest = TestHub.start(brokers, CHANNELS, environment, Role.INGEST)) {
            // given
            AcmeSender acme = new AcmeSender(ingest.webhook("acme-eu"));
            acme.place("P-1");
            acme.place("P-2");
            crossdock(environment, 0, "forget", "--order", "acme-eu:P-1", "--reason", "ticket 7");
            // when
            try (TestHub normalize = TestHub.start(brokers, CHANNELS, environment, Role.NORMALIZE)) {
                normalize.awaitEvent(normalize.topics().orders(), "acme-eu:P-2");
                // then
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(normalize.metrics())
                        .contains("enc_skipped_forgotten_total{channel=\"acme-eu\"} 1.0"));
                assertThat(normalize.events(normalize.topics().orders()))
                        .extracting(CloudEvent::getSubject)
                        .containsExactly("acme-eu:P-2");
                assertThat(normalize.events(normalize.topics().deadLetters())).isEmpty();
            }
        }
    }

    @Test
    void encryption_is_turned_on_and_off_again_and_a_journal_of_both_is_read() throws Exception {
        Map<String, String> off = environment("enc-mixed", false);
        Map<String, String> on = environment("enc-mixed", true);
        Map<String, String> offAgain = new HashMap<>(on);
        offAgain.put("CROSSDOCK_ENCRYPTION", "off");
        for (Map<String, String> environment : List.of(off, on, offAgain)) {
            // given
            try (TestHub ingest = TestHub.start(brokers, CHANNELS, environment, Role.INGEST)) {
                AcmeSender acme = new AcmeSender(ingest.webhook("acme-eu"));
                acme.place("P-" + List.of(off, on, offAgain).indexOf(environment));
            }
        }
        // when
        try (TestHub normalize = TestHub.start(brokers, CHANNELS, offAgain, Role.NORMALIZE)) {
            // then
            for (String order : List.of("acme-eu:P-0", "acme-eu:P-1", "acme-eu:P-2")) {
                assertThat(text(normalize.awaitEvent(normalize.topics().orders(), order)))
                        .contains("Alma Sample");
            }
            List<CloudEvent> journal = normalize.events(normalize.topics().journal(normalize.channel("acme-eu")));
            assertThat(journal.stream().filter(record -> record.getExtension("keyid") != null))
                    .singleElement()
                    .satisfies(EncryptedIntakeTest::isEncrypted);
        }
    }

    @Test
    void a_process_without_the_key_does_not_start_and_where_it_is_told_to_waits_for_it_and_says_so() throws Exception {
        Map<String, String> on = environment("enc-keyless", true);
        try (TestHub ingest = TestHub.start(brokers, CHANNELS, on, Role.INGEST)) {
            new AcmeSender(ingest.webhook("acme-eu")).place("P-1");
        }
        Map<String, String> off = environment("enc-keyless", false);
        assertThatThrownBy(() -> TestHub.start(brokers, CHANNELS, off, Role.NORMALIZE))
                .isInstanceOf(ConfigurationException.class);
        // when
        off.put("CROSSDOCK_ENCRYPTION", "off");
        try (TestHub keyless = TestHub.start(brokers, CHANNELS, off, Role.NORMALIZE)) {
            // then
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(keyless.health().trouble("channel-acme-eu"))
                            .contains("CROSSDOCK_ENCRYPTION_KEY is not set"));
            assertThat(keyless.events(keyless.topics().deadLetters())).isEmpty();
        }
        try (TestHub mended = TestHub.start(brokers, CHANNELS, on, Role.NORMALIZE)) {
            mended.awaitEvent(mended.topics().orders(), "acme-eu:P-1");
        }
    }

    private Map<String, String> environment(String prefix, boolean encrypted) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CROSSDOCK_KAFKA_BROKERS",
                brokers,
                "CROSSDOCK_PREFIX",
                prefix,
                "CROSSDOCK_ALLOW_LOW_REPLICATION",
                "true",
                "CROSSDOCK_SECRET_ACME_WEBHOOK",
                AcmeSender.SECRET));
        if (encrypted) {
            environment.put("CROSSDOCK_ENCRYPTION_KEY", "{{secret:master}}");
            environment.put("CROSSDOCK_SECRET_MASTER", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        }
        return environment;
    }

    private static void isEncrypted(CloudEvent record) {
        assertThat(record.getExtension("keyid")).isNotNull();
        assertThat(text(record)).doesNotContain("Alma", "Sample");
    }

    private static String text(CloudEvent record) {
        return new String(record.getData().toBytes(), UTF_8);
    }

    /** By a process that has just been started. */
    private static Optional<String> opened(Map<String, String> environment, CloudEvent record) {
        Settings settings = Settings.from(environment);
        InboundRecord inbound = new InboundRecord(
                new ChannelId("acme-eu"),
                Optional.ofNullable((String) record.getExtension("inboundid")).orElse(record.getId()),
                (String) record.getExtension("inboundkind"),
                record.getSubject(),
                "application/json",
                record.getData().toBytes(),
                Instant.EPOCH,
                null);
        try (Encryption encryption = Encryption.start(
                settings.encryption(),
                new KafkaClients(settings.kafka()),
                settings.topics(),
                List.of(),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
            return encryption
                    .sealing()
                    .open(inbound, (String) record.getExtension("keyid"))
                    .map(plain -> new String(plain.body(), UTF_8));
        }
    }

    private static String crossdock(Map<String, String> environment, int status, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Crossdock.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute(arguments)).as("%s", err).isEqualTo(status);
        return out.toString() + err;
    }
}
