package io.crossdock.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final Request READ = Request.get("itemRead", "/items", Map.of());

    private final FakeSystem system = new FakeSystem();
    private final CamelContext context = new DefaultCamelContext();
    private final ApiSettings settings = new ApiSettings();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final AtomicInteger tokens = new AtomicInteger();

    @BeforeEach
    void start() {
        context.start();
        settings.setUrl(system.url(""));
        settings.setTokenUrl(system.url("/auth/token"));
        settings.setClientId("client");
        settings.setClientSecret("s&cret");
        settings.setRefreshToken("refresh-1");
    }

    @AfterEach
    void stop() {
        context.stop();
        system.close();
    }

    private Api api() {
        InstantSource source = now::get;
        return settings.api(context, FakeSystem.CHANNEL, source.withZone(ZoneOffset.UTC));
    }

    /** Gives tokens t1, t2 ... that live an hour, and takes only the newest. */
    private void givesTokens() {
        system.answers((exchange, asked) -> {
            if (asked.uri().equals("/auth/token")) {
                FakeSystem.answer(
                        exchange,
                        200,
                        "{\"access_token\":\"t" + tokens.incrementAndGet()
                                + "\",\"token_type\":\"bearer\",\"expires_in\":3600}");
            } else {
                boolean newest = ("t" + tokens.get()).equals(asked.headers().get("x-amz-access-token"));
                FakeSystem.answer(exchange, newest ? 200 : 401, "{}");
            }
        });
        settings.setAuth("oauth2-refresh");
        settings.setAuthHeader("x-amz-access-token");
    }

    private List<FakeSystem.Asked> asked(String uri) {
        return system.asked().stream().filter(asked -> asked.uri().equals(uri)).toList();
    }

    @Test
    void fixed_credentials_stand_in_their_header() {
        // given
        settings.setToken("abc");
        settings.setUsername("aladdin");
        settings.setPassword("open sesame");
        // when
        for (String kind : List.of("bearer", "basic", "none")) {
            settings.setAuth(kind);
            api().call(READ);
        }
        settings.setAuth("header");
        settings.setAuthHeader("X-Api-Key");
        api().call(READ);
        // then
        assertThat(system.asked().stream()
                        .map(asked -> asked.headers().getOrDefault("authorization", "-"))
                        .toList())
                .containsExactly("Bearer abc", "Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ==", "-", "-");
        assertThat(system.asked().get(3).headers()).containsEntry("x-api-key", "abc");
    }

    @Test
    void an_unknown_kind_is_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> settings.setAuth("digest"))
                .hasMessage("unknown authentication 'digest'; allowed: none, header, bearer, basic, oauth2-refresh,"
                        + " oauth2-client-credentials");
    }

    @Test
    void a_missing_credential_is_named() {
        // given
        settings.setAuth("bearer");
        settings.setToken("  ");
        // when, then
        assertThatThrownBy(this::api).hasMessage("authentication 'bearer' needs 'token'");
    }

    @Test
    void a_token_is_fetched_once_and_kept_until_shortly_before_it_expires() {
        // given
        givesTokens();
        Api api = api();
        // when
        api.call(READ);
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(58)));
        api.call(READ);
        // then
        assertThat(tokens).hasValue(1);
        assertThat(asked("/auth/token").get(0).body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token",
                        "refresh_token=refresh-1",
                        "client_id=client",
                        "client_secret=s%26cret");
        // when
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
        api.call(READ);
        // then
        assertThat(tokens).hasValue(2);
    }

    @Test
    void a_fence_is_passed_after_the_token_was_got_and_again_before_a_request_is_repeated() {
        // given
        givesTokens();
        FencedApi api = FencedApi.of(api());
        List<Integer> tokensAtTheFence = new ArrayList<>();
        api.call(READ, () -> tokensAtTheFence.add(tokens.get()));
        assertThat(tokensAtTheFence).containsExactly(1);
        // when the system no longer takes the token
        tokens.incrementAndGet();
        api.call(READ, () -> tokensAtTheFence.add(tokens.get()));
        // then
        assertThat(tokensAtTheFence).containsExactly(1, 2, 3);
        // when nothing may be sent any more by then
        tokens.incrementAndGet();
        int before = asked("/items").size();
        AtomicInteger passed = new AtomicInteger();
        assertThatThrownBy(() -> api.call(READ, () -> {
                    if (passed.incrementAndGet() == 2) {
                        throw Failure.unavailable("acme", "itemRead", "not sent", null);
                    }
                }))
                .isInstanceOf(Failure.class);
        // then
        assertThat(asked("/items")).hasSize(before + 1);
    }

    @Test
    void one_refresh_serves_many_callers() throws Exception {
        // given
        givesTokens();
        Api api = api();
        ExecutorService callers = Executors.newFixedThreadPool(50);
        // when
        Callable<Integer> call = () -> api.call(READ).status();
        var statuses = callers.invokeAll(Stream.generate(() -> call).limit(50).toList());
        callers.shutdown();
        // then
        for (var status : statuses) {
            assertThat(status.get()).isEqualTo(200);
        }
        assertThat(tokens).hasValue(1);
    }

    @Test
    void a_token_that_is_refused_to_many_callers_is_renewed_once_for_all() throws Exception {
        // given
        givesTokens();
        Api api = api();
        api.call(READ);
        tokens.incrementAndGet();
        ExecutorService callers = Executors.newFixedThreadPool(50);
        // when
        Callable<Integer> call = () -> api.call(READ).status();
        var statuses = callers.invokeAll(Stream.generate(() -> call).limit(50).toList());
        callers.shutdown();
        // then
        for (var status : statuses) {
            assertThat(status.get()).isEqualTo(200);
        }
        assertThat(asked("/auth/token")).hasSize(2);
    }

    @Test
    void a_refused_token_is_renewed_once_and_the_call_repeated() {
        // given
        givesTokens();
        Api api = api();
        api.call(READ);
        tokens.incrementAndGet();
        // when
        int status = api.call(READ).status();
        // then
        assertThat(status).isEqualTo(200);
        assertThat(asked("/auth/token")).hasSize(2);
    }

    @Test
    void a_token_that_is_always_refused_is_not_renewed_for_ever() {
        // given
        givesTokens();
        settings.setAuthHeader("Authorization");
        // when
        Failure failure = catchThrowableOfType(Failure.class, () -> api().call(READ));
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAUTHORIZED);
        assertThat(asked("/items")).hasSize(2);
    }

    @Test
    void a_refresh_token_that_is_replaced_is_used_from_then_on() {
        // given
        system.answers((exchange, asked) -> FakeSystem.answer(
                exchange, 200, "{\"access_token\":\"a\",\"refresh_token\":\"refresh-2\",\"expires_in\":60}"));
        settings.setAuth("oauth2-refresh");
        Api api = api();
        api.call(READ);
        // when
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
        api.call(READ);
        // then
        assertThat(asked("/auth/token").get(1).body()).contains("refresh_token=refresh-2");
    }

    @Test
    void client_credentials_are_sent_as_basic() {
        // given
        system.answers((exchange, asked) -> FakeSystem.answer(exchange, 200, "{\"access_token\":\"a\"}"));
        settings.setAuth("oauth2-client-credentials");
        // when
        api().call(READ);
        // then
        var token = asked("/auth/token").get(0);
        assertThat(token.headers()).containsEntry("authorization", "Basic Y2xpZW50OnMmY3JldA==");
        assertThat(token.body()).isEqualTo("grant_type=client_credentials");
        assertThat(asked("/items").get(0).headers()).containsEntry("authorization", "Bearer a");
    }

    @Test
    void a_token_server_that_refuses_is_unauthorized_and_one_that_is_away_is_unavailable() {
        // given
        settings.setAuth("oauth2-refresh");
        Api api = api();
        system.answers(400, "{\"error\":\"invalid_grant\"}");
        // when
        Failure refused = catchThrowableOfType(Failure.class, () -> api.call(READ));
        system.answers(503, "");
        Failure away = catchThrowableOfType(Failure.class, () -> api.call(READ));
        system.answers(200, "<html>");
        Failure odd = catchThrowableOfType(Failure.class, () -> api.call(READ));
        // then
        assertThat(refused.kind()).isEqualTo(Failure.Kind.UNAUTHORIZED);
        assertThat(away.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(odd.kind()).isEqualTo(Failure.Kind.UNAUTHORIZED);
        assertThat(asked("/items")).isEmpty();
    }

    @Test
    void a_credential_cannot_smuggle_a_header_in() {
        // given
        settings.setAuth("bearer");
        settings.setToken("abc\r\nX-Other: 1");
        // when, then
        assertThatThrownBy(() -> settings.api(context, FakeSystem.CHANNEL, Clock.systemUTC()))
                .hasMessageContaining("control character")
                .hasMessageNotContaining("abc");
    }
}
