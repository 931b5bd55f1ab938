package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.KafkaBroker;
import io.crossdock.backbone.Part;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * While the journal cannot be written, a sender keeps the record and hears so while it still listens. With a Kafka of its
 * own: one that was killed looks through all that it holds before it takes anything, the more the longer it ran.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalAwayTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Backbone backbone = Backbone.start(Part.KAFKA);
    private final KafkaBroker kafka = backbone.kafka();
    private TestHub hub;
    private AcmeSender acme;

    @AfterAll
    void kafkaEnds() {
        backbone.close();
    }

    @BeforeEach
    void aHubThatTookOne() throws Exception {
        hub = TestHub.start(
                kafka.bootstrapServers(),
                Path.of("src/test/resources/channels"),
                Map.of("CROSSDOCK_SECRET_ACME_WEBHOOK", AcmeSender.SECRET));
        acme = new AcmeSender(hub.webhook("acme-eu"));
        assertThat(acme.place("before").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void everythingEnds() {
        hub.close();
    }

    @Test
    void a_kafka_that_hangs_is_told_within_four_seconds_and_the_record_is_taken_once_it_answers() throws Exception {
        kafka.pause();
        try {
            refused("hangs");
            assertThat(health("/observe/health/ready").statusCode()).isEqualTo(503);
            assertThat(health("/observe/health/live").statusCode()).isEqualTo(200);
        } finally {
            kafka.resume();
        }
        taken("hangs");
    }

    @Test
    void a_kafka_that_is_gone_is_told_within_four_seconds_and_the_record_is_taken_once_it_is_back() throws Exception {
        kafka.kill();
        try {
            refused("gone");
        } finally {
            kafka.start();
        }
        taken("gone");
    }

    /** Each of them within its own four seconds: nobody waits for those before. */
    @Test
    void fifty_senders_at_once_are_all_told_within_four_seconds() throws Exception {
        kafka.pause();
        try {
            List<HttpRequest> requests = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                requests.add(acme.signed(AcmeSender.order("crowd-" + i), "msg_crowd_" + i, AcmeSender.SECRET)
                        .build());
            }
            long beganNanos = System.nanoTime();
            List<CompletableFuture<Duration>> told = requests.stream()
                    .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                            .thenApply(answer -> {
                                assertThat(answer.statusCode()).isEqualTo(503);
                                assertThat(answer.headers().firstValue("Retry-After"))
                                        .contains("5");
                                return Duration.ofNanos(System.nanoTime() - beganNanos);
                            }))
                    .toList();
            assertThat(told).allSatisfy(future -> assertThat(future.join()).isLessThan(Duration.ofSeconds(4)));
            assertThat(health("/observe/health/live").statusCode()).isEqualTo(200);
        } finally {
            kafka.resume();
        }
        taken("crowd-0");
    }

    @Test
    void a_hub_stops_within_ten_seconds_though_kafka_hangs() throws Exception {
        kafka.pause();
        try {
            refused("stops");
            long beganNanos = System.nanoTime();
            hub.close();
            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
        } finally {
            kafka.resume();
        }
    }

    private void refused(String ref) throws Exception {
        long beganNanos = System.nanoTime();
        HttpResponse<String> answer = acme.place(ref);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    private void taken(String ref) {
        await().atMost(Duration.ofSeconds(60)).until(() -> acme.place(ref).statusCode() == 200);
        hub.awaitEvent(hub.topics().orders(), "acme-eu:" + ref);
    }

    private HttpResponse<String> health(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(hub.management(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
