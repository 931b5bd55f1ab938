package io.crossdock.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with requests, odd and hostile ones above all, before and around a route. */
class WebhookServerTest extends WebhookServerStories {

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
            await().atMost(Duration.ofSeconds(60))
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
}
