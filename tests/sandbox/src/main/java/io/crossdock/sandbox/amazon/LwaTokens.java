package io.crossdock.sandbox.amazon;

import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import io.crossdock.sandbox.http.UrlText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Login with Amazon: {@code POST /auth/o2/token} gives access tokens for a refresh token, and knows until when each is
 * good (https://developer.amazon.com/docs/login-with-amazon/access-token.html, read 2026-11).
 */
final class LwaTokens {

    private final Setup setup;
    private final AmazonCredentials credentials;
    private final Map<String, Instant> expiries = new HashMap<>();
    private Duration lifetime = Duration.ofHours(1);

    LwaTokens(Setup setup, AmazonCredentials credentials) {
        this.setup = setup;
        this.credentials = credentials;
    }

    synchronized void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    synchronized void expireAll() {
        expiries.replaceAll((token, expiry) -> Instant.MIN);
    }

    /** @throws Refused 403 for a request without a token that is still good */
    synchronized void guard(Call call) {
        String token = call.header("x-amz-access-token")
                .orElseThrow(() -> AmazonErrors.unauthorized("Access token is missing in the request header."));
        Instant expiry = expiries.get(token);
        if (expiry == null) {
            throw AmazonErrors.unauthorized("The access token you provided is revoked, malformed or invalid.");
        }
        if (!setup.clock().instant().isBefore(expiry)) {
            throw AmazonErrors.unauthorized("The access token you provided has expired.");
        }
    }

    synchronized Reply token(Call call) {
        if (!call.isOf("application/x-www-form-urlencoded")) {
            throw refused(400, Reason.MALFORMED, "invalid_request", "The Content-Type is not form-urlencoded");
        }
        Map<String, String> form = UrlText.form(new String(call.body(), StandardCharsets.UTF_8));
        for (String parameter : new String[] {"grant_type", "client_id", "client_secret"}) {
            if (form.getOrDefault(parameter, "").isEmpty()) {
                throw refused(
                        400,
                        Reason.MALFORMED,
                        "invalid_request",
                        "The request is missing a required parameter : " + parameter);
            }
        }
        if (!form.get("client_id").equals(credentials.clientId())
                || !form.get("client_secret").equals(credentials.clientSecret())) {
            throw refused(401, Reason.UNAUTHORIZED, "invalid_client", "Client authentication failed");
        }
        if (!form.get("grant_type").equals("refresh_token")) {
            throw refused(
                    400,
                    Reason.MALFORMED,
                    "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server");
        }
        if (!credentials.refreshToken().equals(form.get("refresh_token"))) {
            throw refused(
                    400,
                    Reason.UNAUTHORIZED,
                    "invalid_grant",
                    "The request has an invalid grant parameter : refresh_token");
        }
        String token = "Atza|" + Ids.capitals(setup.random(), 48).toLowerCase(Locale.ROOT);
        expiries.put(token, setup.clock().instant().plus(lifetime));
        return Reply.json(
                200,
                Map.of(
                        "access_token",
                        token,
                        "refresh_token",
                        credentials.refreshToken(),
                        "token_type",
                        "bearer",
                        "expires_in",
                        lifetime.toSeconds()));
    }

    private static Refused refused(int status, Reason reason, String error, String description) {
        return new Refused(reason, "", Reply.json(status, Map.of("error", error, "error_description", description)));
    }
}
