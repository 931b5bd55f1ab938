package io.crossdock.hub.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * What is exchanged for an access token.
 *
 * @param form the request's form
 * @param headers its headers
 */
record TokenGrant(Map<String, String> form, Map<String, String> headers) {

    /** The client's credentials in the form, as Login with Amazon documents it (RFC 6749, section 2.3.1, second way). */
    static TokenGrant refresh(String clientId, String clientSecret, String refreshToken) {
        return new TokenGrant(
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", refreshToken,
                        "client_id", clientId,
                        "client_secret", clientSecret),
                Map.of());
    }

    /**
     * The client's credentials as HTTP Basic, which every server must take (section 2.3.1, first way).
     *
     * @param scope what the token is for, in the server's words; null where it does not ask
     */
    static TokenGrant clientCredentials(String clientId, String clientSecret, String scope) {
        Map<String, String> form = scope == null
                ? Map.of("grant_type", "client_credentials")
                : Map.of("grant_type", "client_credentials", "scope", scope);
        return new TokenGrant(form, Map.of("Authorization", basic(clientId, clientSecret)));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String refreshToken() {
        return form.get("refresh_token");
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "TokenGrant[" + form.get("grant_type") + "]";
    }
}
