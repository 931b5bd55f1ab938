package io.crossdock.hub.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * OAuth 2.0 access tokens (RFC 6749, sections 4.4 and 6), kept until shortly before they expire; one request for a new
 * one serves all callers that wait for it.
 */
final class TokenAuthentication implements Authentication {

    private static final String OPERATION = "token";
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    private final HttpConnections connections;
    private final Channel channel;
    private final TokenGrant grant;
    private final String header;
    private final Clock clock;
    private volatile Token token;
    private String refreshToken;

    private record Token(Map<String, String> headers, Instant renewAt) {}

    TokenAuthentication(HttpConnections connections, Channel channel, TokenGrant grant, String header, Clock clock) {
        this.connections = connections;
        this.channel = channel;
        this.grant = grant;
        this.header = header;
        this.clock = clock;
        this.refreshToken = grant.refreshToken();
    }

    @Override
    public Map<String, String> headers() {
        Token current = token;
        if (current == null || !clock.instant().isBefore(current.renewAt())) {
            current = fetched(current);
        }
        return current.headers();
    }

    @Override
    public synchronized boolean renew(Map<String, String> refused) {
        if (token != null && token.headers().equals(refused)) {
            token = null;
        }
        return true;
    }

    private synchronized Token fetched(Token outdated) {
        if (token == null || token == outdated) {
            token = fetch();
        }
        return token;
    }

    private Token fetch() {
        Map<String, String> form = new LinkedHashMap<>(grant.form());
        form.computeIfPresent("refresh_token", (name, given) -> refreshToken);
        // A token that nobody got to see changes nothing.
        Request request = new Request(
                OPERATION,
                "POST",
                "",
                Map.of(),
                Map.of("Accept", "application/json"),
                "application/x-www-form-urlencoded",
                HttpConnections.encoded(form).getBytes(StandardCharsets.UTF_8),
                true);
        HttpAnswer answer = connections.send(request, grant.headers());
        HttpApi.refuseTransient(answer, channel.system(), OPERATION, clock.instant());
        if (answer.status() != 200) {
            throw Failure.unauthorized(channel.system(), OPERATION, "status " + answer.status());
        }
        return token(answer, request);
    }

    private Token token(HttpAnswer answer, Request request) {
        JsonNode json;
        try {
            json = Json.read(new Answer(200, answer.contentType(), answer.body()), request, channel, JsonNode.class);
        } catch (Failure e) {
            throw Failure.unauthorized(channel.system(), OPERATION, "an answer that is no JSON");
        }
        String access = json.path("access_token").asText("");
        if (access.isEmpty()) {
            throw Failure.unauthorized(channel.system(), OPERATION, "an answer without access_token");
        }
        // A server may replace the refresh token by every use of it.
        refreshToken = json.path("refresh_token").asText(refreshToken);
        Duration life = json.path("expires_in").canConvertToLong()
                ? Duration.ofSeconds(json.path("expires_in").asLong())
                : USUAL_LIFE;
        Duration margin = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? MARGIN : life.dividedBy(2);
        boolean standard = header.equalsIgnoreCase("Authorization");
        return new Token(
                Map.of(header, standard ? "Bearer " + access : access),
                clock.instant().plus(life).minus(margin));
    }
}
