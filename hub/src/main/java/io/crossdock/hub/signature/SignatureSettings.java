package io.crossdock.hub.signature;

import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.spi.Api;
import io.crossdock.spi.signature.PublicKeys;
import io.crossdock.spi.signature.PublishedKeys;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignatureSchemes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/**
 * How a channel's senders prove who they are, as flat properties of a Kamelet's bean. A blank one counts as not given,
 * which is what an optional Kamelet parameter leaves behind.
 */
public class SignatureSettings implements Checkable {

    private static final String SCHEME = "scheme";

    /** What schemes take besides; each knows which of them it wants. */
    private static final List<String> NAMES = List.of(
            "secret",
            "previousSecret",
            "signatureHeader",
            "signaturePrefix",
            "encoding",
            "signedContent",
            "username",
            "timestampHeader",
            "keyIdHeader",
            "keysUrl",
            "tokenUrl",
            "clientId",
            "clientSecret");

    /** A sender waits for as long, and the journal needs its own time after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, String> given = new LinkedHashMap<>();
    private String scheme;
    private ExecutorService fetching;

    /**
     * The scheme that these settings make.
     *
     * @throws IllegalArgumentException where no sender could ever prove anything, so that the channel does not start
     */
    protected final SignatureScheme scheme(CamelContext context, String channel, Clock clock) {
        return SignatureSchemes.named(scheme, given, published -> keys(context, channel, published, clock));
    }

    /** The active ones, two while one is rotated; none for a scheme that needs none. */
    protected final List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (String name : List.of("secret", "previousSecret")) {
            if (given.containsKey(name)) {
                secrets.add(given.get(name));
            }
        }
        return secrets;
    }

    /** Ends what {@link #scheme} began. */
    protected final void stopFetching() {
        if (fetching != null) {
            fetching.shutdownNow();
        }
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> asked = new LinkedHashMap<>(settings);
        asked.keySet().retainAll(NAMES);
        asked.values().removeIf(String::isEmpty);
        try {
            Map<String, String> mistakes =
                    new LinkedHashMap<>(SignatureSchemes.mistakes(settings.getOrDefault(SCHEME, scheme), asked));
            for (String name : List.of("keysUrl", "tokenUrl")) {
                if (asked.containsKey(name)) {
                    String wrong = new ApiSettings()
                            .mistakes(Map.of("url", asked.get(name)))
                            .get("url");
                    if (wrong != null) {
                        mistakes.putIfAbsent(name, wrong);
                    }
                }
            }
            return mistakes;
        } catch (IllegalArgumentException e) {
            return Map.of(SCHEME, e.getMessage());
        }
    }

    private PublicKeys keys(CamelContext context, String channel, PublishedKeys published, Clock clock) {
        ApiSettings settings = new ApiSettings();
        settings.setUrl(published.url());
        settings.setTimeout("3s");
        published.client().ifPresent(client -> {
            settings.setAuth("oauth2-client-credentials");
            settings.setTokenUrl(client.tokenUrl());
            settings.setClientId(client.id());
            settings.setClientSecret(client.secret());
            settings.setScope(client.scope());
        });
        Api api = settings.api(context, ChannelLookup.in(context, channel), clock);
        // One question at a time, so one thread, and none while there is nothing to ask.
        fetching = context.getExecutorServiceManager().newThreadPool(this, "public-keys", 0, 1);
        FetchedKeys keys = new FetchedKeys(channel, published, api, fetching, clock, PATIENCE);
        keys.warmUp();
        return keys;
    }

    private void set(String name, String value) {
        if (value == null || value.isEmpty()) {
            given.remove(name);
        } else {
            given.put(name, value);
        }
    }

    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    public void setSecret(String secret) {
        set("secret", secret);
    }

    public void setPreviousSecret(String previousSecret) {
        set("previousSecret", previousSecret);
    }

    public void setSignatureHeader(String signatureHeader) {
        set("signatureHeader", signatureHeader);
    }

    public void setSignaturePrefix(String signaturePrefix) {
        set("signaturePrefix", signaturePrefix);
    }

    public void setEncoding(String encoding) {
        set("encoding", encoding);
    }

    public void setSignedContent(String signedContent) {
        set("signedContent", signedContent);
    }

    public void setUsername(String username) {
        set("username", username);
    }

    public void setTimestampHeader(String timestampHeader) {
        set("timestampHeader", timestampHeader);
    }

    public void setKeyIdHeader(String keyIdHeader) {
        set("keyIdHeader", keyIdHeader);
    }

    public void setKeysUrl(String keysUrl) {
        set("keysUrl", keysUrl);
    }

    public void setTokenUrl(String tokenUrl) {
        set("tokenUrl", tokenUrl);
    }

    public void setClientId(String clientId) {
        set("clientId", clientId);
    }

    public void setClientSecret(String clientSecret) {
        set("clientSecret", clientSecret);
    }
}
