package io.crossdock.hub.http;

import io.crossdock.hub.channel.Checkable;
import io.crossdock.spi.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;

/**
 * How a Kamelet's bean reaches a system, as flat properties. A blank one counts as not given, which is what an optional
 * Kamelet parameter leaves behind.
 */
public class ApiSettings implements Checkable {

    /** All ways to authenticate, for messages that say what is allowed. */
    public static final List<String> KINDS =
            List.of("none", "header", "bearer", "basic", "oauth2-refresh", "oauth2-client-credentials");

    private static final Map<String, List<String>> NEEDED = Map.of(
            "header", List.of("token"),
            "bearer", List.of("token"),
            "basic", List.of("username", "password"),
            "oauth2-refresh", List.of("tokenUrl", "clientId", "clientSecret", "refreshToken"),
            "oauth2-client-credentials", List.of("tokenUrl", "clientId", "clientSecret"));

    private String url;
    private String auth = "none";
    private String authHeader = "Authorization";
    private String token;
    private String username;
    private String password;
    private String tokenUrl;
    private String clientId;
    private String clientSecret;
    private String refreshToken;
    private String scope;
    private Duration timeout = Duration.ofSeconds(5);

    /** The API that these settings lead to; its connections close with the context. */
    public final HttpApi api(CamelContext context, Channel channel, Clock clock) {
        return api(context, channel, clock, url);
    }

    /** The same at another URL of the system. */
    protected final HttpApi api(CamelContext context, Channel channel, Clock clock, String base) {
        String system = channel.system();
        return new HttpApi(
                system,
                new HttpConnections(context, system, base, timeout),
                authentication(context, channel, clock),
                clock);
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        String kind = settings.getOrDefault("auth", auth);
        for (String property : NEEDED.getOrDefault(kind, List.of())) {
            if (!settings.containsKey(property)) {
                mistakes.put(property, "is missing; authentication '" + kind + "' needs it");
            }
        }
        for (String property : List.of("url", "tokenUrl")) {
            if (settings.containsKey(property) && !isUrl(settings.get(property))) {
                mistakes.put(property, "is no URL such as https://api.example");
            }
        }
        if (settings.containsKey("timeout") && !settings.get("timeout").matches("[1-9]\\d{0,8}(ms|s|m|h)?")) {
            mistakes.put("timeout", "is no time such as 10s");
        }
        return mistakes;
    }

    /** The same of settings that no Kamelet has checked, its kinds of authentication among them. */
    public static Map<String, String> mistakesOf(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>(new ApiSettings().mistakes(settings));
        if (!KINDS.contains(settings.getOrDefault("auth", "none"))) {
            mistakes.put("auth", "is unknown; allowed: " + String.join(", ", KINDS));
        }
        return mistakes;
    }

    /** As {@link #mistakesOf} lets them through. */
    public static ApiSettings of(Map<String, String> settings) {
        ApiSettings made = new ApiSettings();
        made.setUrl(settings.get("url"));
        made.setAuth(settings.get("auth"));
        made.setAuthHeader(settings.get("authHeader"));
        made.setToken(settings.get("token"));
        made.setUsername(settings.get("username"));
        made.setPassword(settings.get("password"));
        made.setTokenUrl(settings.get("tokenUrl"));
        made.setClientId(settings.get("clientId"));
        made.setClientSecret(settings.get("clientSecret"));
        made.setRefreshToken(settings.get("refreshToken"));
        made.setScope(settings.get("scope"));
        made.setTimeout(settings.get("timeout"));
        return made;
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Authentication authentication(CamelContext context, Channel channel, Clock clock) {
        return switch (auth) {
            case "none" -> Map::of;
            case "header" -> fixed(authHeader, needed("token", token));
            case "bearer" -> fixed("Authorization", "Bearer " + needed("token", token));
            case "basic" ->
                fixed("Authorization", TokenGrant.basic(needed("username", username), needed("password", password)));
            case "oauth2-refresh" ->
                tokens(
                        context,
                        channel,
                        clock,
                        TokenGrant.refresh(
                                needed("clientId", clientId),
                                needed("clientSecret", clientSecret),
                                needed("refreshToken", refreshToken)));
            case "oauth2-client-credentials" ->
                tokens(
                        context,
                        channel,
                        clock,
                        TokenGrant.clientCredentials(
                                needed("clientId", clientId), needed("clientSecret", clientSecret), scope));
            default -> throw unknown(auth);
        };
    }

    private Authentication tokens(CamelContext context, Channel channel, Clock clock, TokenGrant grant) {
        String system = channel.system();
        return new TokenAuthentication(
                new HttpConnections(context, system, needed("tokenUrl", tokenUrl), timeout),
                channel,
                grant,
                authHeader,
                clock);
    }

    private static Authentication fixed(String header, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a credential for header '" + header + "' holds a control character");
        }
        Map<String, String> headers = Map.of(header, text);
        return () -> headers;
    }

    private String needed(String name, String value) {
        if (value == null) {
            throw new IllegalArgumentException("authentication '" + auth + "' needs '" + name + "'");
        }
        return value;
    }

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException(
                "unknown authentication '" + kind + "'; allowed: " + String.join(", ", KINDS));
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String given(String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    public void setUrl(String url) {
        this.url = given(url);
    }

    /** @throws IllegalArgumentException naming what is allowed instead */
    public void setAuth(String auth) {
        String kind = given(auth, "none");
        if (!KINDS.contains(kind)) {
            throw unknown(kind);
        }
        this.auth = kind;
    }

    public void setAuthHeader(String authHeader) {
        this.authHeader = given(authHeader, "Authorization");
    }

    public void setToken(String token) {
        this.token = given(token);
    }

    public void setUsername(String username) {
        this.username = given(username);
    }

    public void setPassword(String password) {
        this.password = given(password);
    }

    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = given(tokenUrl);
    }

    public void setClientId(String clientId) {
        this.clientId = given(clientId);
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = given(clientSecret);
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = given(refreshToken);
    }

    public void setScope(String scope) {
        this.scope = given(scope);
    }

    /** @param timeout as Camel writes it: {@code 10s}, {@code 1500ms}, {@code 1m} or milliseconds */
    public void setTimeout(String timeout) {
        String text = given(timeout);
        if (text != null) {
            this.timeout = Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        }
    }
}
