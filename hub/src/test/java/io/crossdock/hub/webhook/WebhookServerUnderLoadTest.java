package io.crossdock.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with more than it can take, and where a route hangs or has stopped. */
class WebhookServerUnderLoadTest extends WebhookServerStories {

    @Test
    void a_route_that_hangs_is_answered_for_in_time_and_holds_up_no_other_path() throws Exception {
        // when
        List<CompletableFuture<HttpResponse<Void>>> hanging = Stream.generate(() -> http.sendAsync(
                        HttpRequest.newBuilder(url("/in/hangs"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding()))
                .limit(15)
                .toList();
        int other = post("/in/a", "{}".getBytes(StandardCharsets.UTF_8));
        // then
        assertThat(other).isEqualTo(200);
        assertThat(hanging).allSatisfy(future -> {
            HttpResponse<Void> answer = future.join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        });
    }

    /** Two hundred thousand bytes a path: 8 KiB and the body for each request that waits. */
    @Test
    void what_would_take_too_much_memory_is_refused_at_once_and_another_path_has_its_own() throws Exception {
        // given
        try (Held held = new Held()) {
            for (int i = 0; i < 22; i++) {
                held.open("/in/a", 1_000);
            }
            // when, then
            await().atMost(Duration.ofSeconds(5)).until(() -> held.firstStatus() == 503);
            assertThat(get("/in/tells")).isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> post("/in/a", new byte[2]) == 200);
    }

    @Test
    void two_paths_that_are_flooded_leave_the_others_what_is_theirs() throws Exception {
        // given
        try (Held held = new Held()) {
            for (int i = 0; i < 26; i++) {
                held.open("/in/a", 1_000);
                held.open("/in/fails", 1_000);
            }
            // when, then
            await().atMost(Duration.ofSeconds(5)).until(() -> held.firstStatus() == 503);
            await().atMost(Duration.ofSeconds(5)).until(() -> post("/in/fails", new byte[2]) == 503);
            assertThat(post("/in/tells", new byte[MAX_BODY])).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in/a?%zz", "/in/a?a=%", "/in/tells?a=1&%4"})
    void a_query_that_cannot_be_read_is_refused_and_keeps_nothing_of_the_memory(String path) throws Exception {
        // given
        String request = "POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Length: " + MAX_BODY + "\r\n\r\n"
                + "x".repeat(MAX_BODY);
        // when
        for (int i = 0; i < 40; i++) {
            try (RawConnection connection = new RawConnection(port)) {
                connection.send(request);
                assertThat(connection.status()).isEqualTo(400);
            }
        }
        // then
        assertThat(bodies).isEmpty();
        assertThat(post("/in/a", new byte[MAX_BODY])).isEqualTo(200);
        assertThat(post("/in/tells", new byte[MAX_BODY])).isEqualTo(202);
    }

    @Test
    void a_route_that_has_stopped_is_come_back_to_and_not_given_up() throws Exception {
        context.getRouteController().stopRoute("a");
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Content-Length: 2\r\n\r\n{}");
            assertThat(connection.head())
                    .isEqualTo(
                            "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\ncontent-length: 0");
        }
        context.getRouteController().startRoute("a");
        assertThat(post("/in/a", new byte[2])).isEqualTo(200);
    }

    @Test
    void a_server_that_is_about_to_end_takes_nothing_more() throws Exception {
        server.endSoon();
        assertThat(post("/in/a", new byte[2])).isEqualTo(503);
        assertThat(bodies).isEmpty();
    }

    private int get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Connections whose bodies lack their last byte. */
    private final class Held implements AutoCloseable {
        private final Queue<RawConnection> connections = new ConcurrentLinkedQueue<>();

        void open(String path, int length) throws Exception {
            RawConnection connection = new RawConnection(port);
            connections.add(connection);
            connection.send("POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Length: " + length + "\r\n\r\n"
                    + "x".repeat(length - 1));
        }

        /** Of one more request that is complete. */
        int firstStatus() throws Exception {
            return post("/in/a", new byte[10]);
        }

        @Override
        public void close() throws IOException {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }
}
