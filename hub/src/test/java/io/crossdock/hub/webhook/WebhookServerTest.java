package io.crossdock.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with requests, odd and hostile ones above all, before and around a route. */
class WebhookServerTest {

    private static final int MAX_BODY = 10_000;
    private static final String HEAD = "POST /in/a HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Map<String, Object>> headers = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final WebhookServer server = new WebhookServer(new WebhookLimits(
            MAX_BODY, 400_000, Duration.ofSeconds(2), Duration.ofMillis(900), Duration.ofMillis(600)));
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = FreePort.find();
        context.getComponent("platform-http", PlatformHttpComponent.class).setEngine(server);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/in/a?httpMethodRestrict=POST").routeId("a").process(WebhookServerTest.this::keep);
                from("platform-http:/in/hangs?httpMethodRestrict=POST").process(exchange -> goesOn.await());
                from("platform-http:/in/fails?httpMethodRestrict=POST").process(exchange -> {
                    throw new IllegalStateException("secret detail");
                });
                from("platform-http:/in/tells?httpMethodRestrict=GET,POST").process(exchange -> {
                    exchange.getMessage().removeHeaders("*");
                    exchange.getMessage().setHeader("X-Told", List.of("1", "2"));
                    exchange.getMessage().setHeader("CamelInternal", "no");
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
                    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain");
                    exchange.getMessage().setBody("told");
                });
            }
        });
        context.start();
        server.listen("127.0.0.1", port);
    }

    @AfterEach
    void stop() {
        goesOn.countDown();
        context.stop();
        server.close();
    }

    private void keep(Exchange exchange) {
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        bodies.add(exchange.getMessage().getBody(byte[].class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody("");
    }

    @Test
    void a_body_within_the_limit_is_taken_byte_for_byte() throws Exception {
        // given
        byte[] body = new byte[MAX_BODY];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        // when
        int status = post("/in/a", body);
        // then
        assertThat(status).isEqualTo(200);
        assertThat(bodies.remove()).isEqualTo(body);
    }

    @Test
    void a_body_that_is_announced_too_large_is_refused_before_a_byte_of_it_comes() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Content-Length: " + (MAX_BODY + 1) + "\r\n\r\n");
            assertThat(connection.head())
                    .isEqualTo("HTTP/1.1 413 Request Entity Too Large\r\nconnection: close\r\ncontent-length: 0");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void a_body_without_a_length_is_refused_while_it_is_read() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
            connection.send(chunk.repeat(11));
            assertThat(connection.status()).isEqualTo(413);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void who_asks_before_sending_is_asked_to_go_on_only_within_the_limit() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(connection.status()).isEqualTo(100);
            assertThat(connection.send("{}").status()).isEqualTo(200);
        }
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(connection.status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(HEAD + "Content-Length: 100\r\n\r\n{");
            assertThat(connection.status()).isEqualTo(408);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** Byte by byte, so that the connection never rests and the head never ends. */
    @Test
    void a_head_that_trickles_in_is_not_waited_for() throws Exception {
        try (RawConnection silent = new RawConnection(port);
                RawConnection trickling = new RawConnection(port)) {
            trickling.send("POST /in/a HTTP/1.1\r\nX-Slow: ");
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isRefused(trickling));
            assertThat(silent.isClosedByServer()).isTrue();
        }
    }

    private static boolean isRefused(RawConnection connection) {
        try {
            connection.send("x");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_connection_is_kept_for_the_next_request() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            for (int i = 0; i < 3; i++) {
                connection.send(HEAD + "Content-Length: 2\r\n\r\n{}");
                assertThat(connection.head()).isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void another_method_is_refused_with_no_more_than_the_rfc_asks_for(String method) throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(method + " /in/a HTTP/1.1\r\nHost: hub\r\n\r\n");
            assertThat(connection.head())
                    .isEqualTo(
                            "HTTP/1.1 405 Method Not Allowed\r\nallow: POST\r\nconnection: close\r\ncontent-length: 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity", "gzip, gzip"})
    void an_encoded_body_is_refused_and_never_decoded(String encoding) throws Exception {
        // given
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[1_000_000]);
        }
        // when
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url("/in/a"))
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        // then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).isEmpty();
        assertThat(bodies).isEmpty();
    }

    @Test
    void heads_without_end_are_refused() throws Exception {
        try (RawConnection line = new RawConnection(port);
                RawConnection fields = new RawConnection(port)) {
            line.send("POST /in/" + "a".repeat(5_000) + " HTTP/1.1\r\n");
            assertThat(line.status()).isEqualTo(414);
            fields.send("POST /in/a HTTP/1.1\r\n");
            for (int i = 0; i < 20; i++) {
                fields.send("X-Field-" + i + ": " + "x".repeat(1_000) + "\r\n");
            }
            assertThat(fields.status()).isEqualTo(431);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/in",
                "/in/",
                "/in/b",
                "/in/a/",
                "/in/a/..",
                "/in//a",
                "/IN/a",
                "/in/%61",
                "//in/a",
                "/in/../in/a",
                "http://hub/in/b",
                "*"
            })
    void only_the_path_itself_leads_to_a_route(String path) throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n");
            assertThat(connection.head()).isEqualTo("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0");
        }
    }

    @Test
    void a_strangers_headers_are_texts_and_none_is_camels_or_comes_from_the_query() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /in/a?CamelHttpUri=http%3A%2F%2Fx&q=1&X-Token=x HTTP/1.1\r\nHost: hub\r\nContent-Length: 2\r\n"
                            + "CamelHttpUri: http://127.0.0.1:1/\r\ncamelkafkaoverridetopic: x\r\nCAMELAwsSqsReceiptHandle: x\r\n"
                            + "X-Twice: 1\r\nx-twice: 2\r\n\r\n{}");
            assertThat(connection.status()).isEqualTo(200);
        }
        assertThat(headers.remove())
                .containsEntry("X-Twice", List.of("1", "2"))
                .containsEntry(Exchange.HTTP_QUERY, "CamelHttpUri=http%3A%2F%2Fx&q=1&X-Token=x")
                .doesNotContainKeys("q", "X-Token")
                .containsEntry(Exchange.HTTP_METHOD, "POST")
                .allSatisfy((name, value) -> assertThat(name)
                        .matches(known -> !known.toLowerCase(Locale.ROOT).startsWith("camel")
                                || Stream.of(Exchange.HTTP_METHOD, Exchange.HTTP_PATH, Exchange.HTTP_QUERY)
                                        .anyMatch(known::equals)));
    }

    @Test
    void a_route_says_what_is_answered_and_camels_own_headers_stay_inside() throws Exception {
        // when
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(url("/in/tells")).build(), HttpResponse.BodyHandlers.ofString());
        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("told");
        assertThat(answer.headers().allValues("x-told")).containsExactly("1", "2");
        assertThat(answer.headers().map()).containsOnlyKeys("x-told", "content-length", "content-type");
    }

    @Test
    void a_route_that_fails_tells_nothing_of_why() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /in/fails HTTP/1.1\r\nHost: hub\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(connection.head()).isEqualTo("HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0");
        }
    }

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

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WebhookServer second = new WebhookServer(WebhookLimits.of(MAX_BODY))) {
            assertThatThrownBy(() -> second.listen("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void a_path_is_one_path() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/in/{any}").log("never");
                    }
                }))
                .hasStackTraceContaining("must be one path");
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private int get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int post(String path, byte[] body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(url(path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
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
