package io.crossdock.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Request READ = Request.get("itemRead", "/items/A%2F1", Map.of());

    private final FakeSystem system = new FakeSystem();
    private final CamelContext context = new DefaultCamelContext();
    private final ApiSettings settings = new ApiSettings();

    @BeforeEach
    void start() {
        context.start();
        settings.setUrl(system.url("/admin/api"));
    }

    @AfterEach
    void stop() {
        context.stop();
        system.close();
    }

    private Api api() {
        return settings.api(context, FakeSystem.CHANNEL, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Failure failure(Request request) {
        return catchThrowableOfType(Failure.class, () -> api().call(request));
    }

    @Test
    void a_request_goes_out_as_the_adapter_built_it() {
        // given
        Map<String, String> query = new LinkedHashMap<>();
        query.put("sku", "A & B+C/ü");
        query.put("page", "{{2}}");
        system.answers(200, "{\"ok\":true}");
        // when
        Answer answer = api().call(READ.withQuery(query));
        // then
        var asked = system.asked().get(0);
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.uri()).isEqualTo("/admin/api/items/A%2F1?sku=A%20%26%20B%2BC%2F%C3%BC&page=%7B%7B2%7D%7D");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.body()).asString().isEqualTo("{\"ok\":true}");
    }

    @Test
    void nothing_but_what_we_set_goes_out() {
        // given
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        Request request = new Request(
                "itemWrite", "PUT", "/items", Map.of(), Map.of("Idempotency-Key", "k-1"), "application/json", body);
        // when
        api().call(request);
        // then
        var asked = system.asked().get(0);
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.body()).isEqualTo("{\"a\":1}");
        assertThat(asked.headers())
                .containsOnlyKeys(
                        "host", "connection", "user-agent", "content-type", "content-length", "idempotency-key");
        assertThat(asked.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void a_cookie_is_not_sent_back() {
        // given
        system.answers((exchange, asked) -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
            FakeSystem.answer(exchange, 200, "{}");
        });
        Api api = api();
        // when
        api.call(READ);
        api.call(READ);
        // then
        assertThat(system.asked()).hasSize(2).allSatisfy(asked -> assertThat(asked.headers())
                .doesNotContainKey("cookie"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "408, UNAVAILABLE",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "302, UNAVAILABLE"
    })
    void a_status_that_means_not_now_or_not_you_is_a_failure_after_one_request(int status, Failure.Kind kind) {
        // given
        system.answers((exchange, asked) -> {
            exchange.getResponseHeaders().add("Location", system.url("/elsewhere"));
            FakeSystem.answer(exchange, status, "secret body");
        });
        // when
        Failure failure = failure(READ);
        // then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith("acme itemRead: ").hasMessageNotContaining("secret");
        assertThat(system.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 404, 409, 422})
    void other_answers_are_the_adapters_to_read(int status) {
        // given
        system.answers(status, status == 204 ? "" : "{}");
        // when
        Answer answer = api().call(READ);
        // then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).hasSize(status == 204 ? 0 : 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                "2.0|PT2S",
                "0.3|PT1S",
                "Fri, 02 Jan 2026 03:04:35 GMT|PT30S",
                "Fri, 02 Jan 2026 03:00:00 GMT|PT0S",
                "999999999|PT24H",
                "soon|",
                "|"
            })
    void retry_after_is_read_as_seconds_or_as_a_date(String header, Duration expected) {
        // given
        system.answers((exchange, asked) -> {
            if (header != null) {
                exchange.getResponseHeaders().add("Retry-After", header);
            }
            FakeSystem.answer(exchange, 429, "{}");
        });
        // when
        Failure failure = failure(READ);
        // then
        assertThat(failure.retryAfter().orElse(null)).isEqualTo(expected);
    }

    @Test
    void a_system_that_does_not_listen_is_unavailable() {
        // given
        system.close();
        // when
        Failure failure = failure(READ);
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void a_system_that_does_not_answer_is_unavailable_after_the_timeout() {
        // given
        settings.setTimeout("300ms");
        CountDownLatch never = new CountDownLatch(1);
        system.answers((exchange, asked) -> awaited(never));
        // when
        long started = System.nanoTime();
        Failure failure = failure(READ);
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(ms(300), ms(3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void a_change_without_an_answer_may_still_happen(String method) {
        // given
        system.answers((exchange, asked) -> exchange.close());
        Request change = Request.json("itemWrite", method, "/items", new byte[0]);
        // when, then
        assertThat(failure(change).isUnanswered()).isTrue();
        assertThat(failure(change.reading()).isUnanswered()).isFalse();
        assertThat(failure(READ).isUnanswered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"502, true", "504, true", "500, false", "503, false", "408, false", "429, false"})
    void an_answer_leaves_a_change_open_only_where_it_is_not_the_systems_own(int status, boolean isOpen) {
        // given
        system.answers(status, "{}");
        // when
        Failure failure = failure(Request.json("itemWrite", "PUT", "/items", new byte[0]));
        // then
        assertThat(failure.isUnanswered()).isEqualTo(isOpen);
    }

    @Test
    void a_change_that_nobody_was_there_to_read_did_not_happen() {
        // given
        system.close();
        // when
        Failure failure = failure(Request.json("itemWrite", "PUT", "/items", new byte[0]));
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.isUnanswered()).isFalse();
    }

    @Test
    void an_answer_that_drips_is_given_up_after_the_timeout() {
        // given
        settings.setTimeout("400ms");
        CountDownLatch paced = new CountDownLatch(1);
        system.answers((exchange, asked) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            while (true) {
                out.write('x');
                out.flush();
                awaited(paced, 50);
            }
        });
        // when
        long started = System.nanoTime();
        Failure failure = failure(READ);
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(ms(400), ms(3000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_endless_answer_is_cut_at_its_limit(boolean declared) {
        // given
        byte[] chunk = new byte[64 * 1024];
        system.answers((exchange, asked) -> {
            exchange.sendResponseHeaders(200, declared ? 1L << 40 : 0);
            while (true) {
                exchange.getResponseBody().write(chunk);
            }
        });
        // when
        Failure failure = failure(READ);
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED);
        assertThat(failure).hasMessageContaining("10485760 bytes");
    }

    @Test
    void a_connection_is_used_again_and_none_leaks() {
        // given
        Api api = api();
        system.answers((exchange, asked) -> {
            // What Camel would take for a Java object must not cost a connection.
            exchange.getResponseHeaders().add("Content-Type", "application/x-java-serialized-object");
            FakeSystem.answer(exchange, 200, "{}");
        });
        // when
        List<Answer> answers =
                IntStream.range(0, 200).mapToObj(i -> api.call(READ)).toList();
        // then
        assertThat(answers).hasSize(200).allSatisfy(answer -> assertThat(answer.status())
                .isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://acme.example", "/relative", "https://user:pw@acme.example", "https://acme.example?a=b"})
    void a_base_url_that_is_none_is_refused(String url) {
        // given
        settings.setUrl(url);
        // when
        Throwable thrown = catchThrowableOfType(IllegalArgumentException.class, this::api);
        // then
        assertThat(thrown).hasMessageContaining("http(s)://host");
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static void awaited(CountDownLatch latch) throws IOException {
        awaited(latch, 20_000);
    }

    private static void awaited(CountDownLatch latch, long millis) throws IOException {
        try {
            latch.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
