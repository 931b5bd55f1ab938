package io.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.crossdock.hub.events.CloudEventHeaders;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub that dies twice without warning, in the middle of everything; and what it left in Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledHubTest {

    private static final int TICKS = 80;

    private final SalesBook book = new SalesBook();
    private World world;

    @BeforeAll
    void play_a_day_and_kill_the_hub_twice() throws Exception {
        world = World.start(Path.of("../.."), 80, 11, line -> {});
        BusyDay day = new BusyDay(world, book, new Random(11));
        awaitRight();
        for (int tick = 0; tick < TICKS; tick++) {
            day.tick(tick);
            if (tick == 25 || tick == 55) {
                world.killHubAndStartAgain();
            }
        }
        awaitRight();
    }

    @AfterAll
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void nothing_is_lost_and_nothing_counted_twice() throws SQLException {
        // when
        Proof proof = new Proof(new Truth(world.erp(), book), world.observer());
        // then
        assertThat(proof.ordersWithoutEvent(book)).isEmpty();
        assertThat(proof.countedTwice()).isZero();
        for (Account account : world.accounts()) {
            assertThat(proof.acceptedButNotJournaled(account))
                    .as(account.name())
                    .isEmpty();
        }
    }

    @Test
    void the_official_sdk_reads_every_record_of_every_topic_of_ours() {
        // given
        CloudEventDeserializer sdk = new CloudEventDeserializer();
        Set<String> read = new TreeSet<>();
        // when
        world.observer().records().forEach(seen -> {
            CloudEvent event = sdk.deserialize(seen.topic(), seen.headers(), seen.value());
            assertThat(event.getType()).as(seen.topic()).startsWith("crossdock.");
            read.add(seen.topic().replaceFirst("^crossdock\\.", ""));
        });
        // then
        assertThat(read).contains("orders", "stock", "prices", "items", "availability", "dead-letters");
        for (Account account : world.accounts()) {
            assertThat(read).contains("inbound." + account.name(), "receipts." + account.name());
        }
    }

    @Test
    void the_trace_given_at_ingest_reaches_the_receipts_of_other_channels() {
        // when
        Set<String> given = traces("crossdock.inbound.acme-eu");
        // then
        assertThat(given).isNotEmpty();
        assertThat(traces("crossdock.receipts.shopify-eu")).containsAnyElementsOf(given);
    }

    private Set<String> traces(String topic) {
        return world.observer().records().stream()
                .filter(seen -> seen.topic().equals(topic))
                .map(seen -> CloudEventHeaders.text(seen.headers(), "ce_traceparent"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void awaitRight() {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    Proof proof = new Proof(new Truth(world.erp(), book), world.observer());
                    // What a killed hub had taken from a queue comes again only once the queue stops waiting for it,
                    // and
                    // an order that was cancelled meanwhile makes no difference to any shop.
                    assertThat(proof.ordersWithoutEvent(book)).isEmpty();
                    for (Account account : world.accounts()) {
                        assertThat(account.webhooks()
                                        .map(sender -> sender.underWay())
                                        .orElse(0L))
                                .isZero();
                        assertThat(proof.differences(account))
                                .as(account.name())
                                .isEmpty();
                    }
                });
    }
}
