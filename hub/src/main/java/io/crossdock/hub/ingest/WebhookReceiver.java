package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignatureSchemes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.Message;
import org.apache.camel.Service;
import org.apache.camel.spi.Registry;

/**
 * Turns a webhook into an inbound record, or refuses it without a hint: 415 for a media type that the channel does not
 * send, 401 for whoever cannot prove to be the sender. A bean of the Kamelet {@code webhook-source}.
 */
public class WebhookReceiver implements CamelContextAware, Checkable, Service {

    private CamelContext camelContext;
    private final Clock clock = Clock.systemUTC();
    private String channel;
    private String scheme;
    private String signatureHeader = "";
    private String signaturePrefix = "";
    private String encoding = "base64";
    private String signedContent = "body";
    private String secret;
    private String previousSecret;
    private String publicUrl;
    private String contentType = "application/json";
    private String deliveryIdHeader;
    private String deliveryIdPointer;
    private String kindHeader;
    private String kindPointer;
    private String keyPointer;
    private SignatureScheme verifier;

    @Handler
    public void receive(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = body(message);
        if (!contentType.equals(mediaType(message))) {
            refuse(exchange, 415, "media-type");
            return;
        }
        HeadersOf request = new HeadersOf(message, body, registeredUrl());
        if (!verifier.verifies(request, secrets(), clock.instant())) {
            refuse(exchange, 401, "signature");
            return;
        }
        String id = first(request, deliveryIdHeader, deliveryIdPointer);
        String key = InboundParts.at(keyPointer, body);
        String deliveryId = id.isEmpty() ? InboundParts.digest(body) : id;
        JournalHeaders.write(
                message,
                new InboundRecord(
                        new ChannelId(channel),
                        deliveryId,
                        first(request, kindHeader, kindPointer),
                        key.isEmpty() ? deliveryId : key,
                        contentType,
                        body,
                        clock.instant(),
                        InboundParts.traceparent()));
    }

    /** @throws IllegalArgumentException where no sender could ever prove anything, so that the channel does not start */
    @Override
    public void start() {
        verifier = SignatureSchemes.named(scheme, signatureHeader, encoding, signedContent, signaturePrefix);
        secrets().forEach(verifier::requireUsable);
    }

    @Override
    public void stop() {
        // holds nothing that would have to be given back
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        SignatureScheme asked;
        try {
            asked = SignatureSchemes.named(
                    settings.getOrDefault("scheme", scheme),
                    settings.getOrDefault("signatureHeader", signatureHeader),
                    settings.getOrDefault("encoding", encoding),
                    settings.getOrDefault("signedContent", signedContent),
                    settings.getOrDefault("signaturePrefix", signaturePrefix));
        } catch (IllegalArgumentException e) {
            return Map.of("scheme", e.getMessage());
        }
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String property : List.of("secret", "previousSecret")) {
            if (settings.containsKey(property)) {
                try {
                    asked.requireUsable(settings.get(property));
                } catch (IllegalArgumentException e) {
                    mistakes.put(property, e.getMessage());
                }
            }
        }
        return mistakes;
    }

    /** As it was given to the sender: said by the channel, or the hub's public URL and the path. */
    private String registeredUrl() {
        return publicUrl == null || publicUrl.isEmpty()
                ? camelContext.resolvePropertyPlaceholders("{{crossdock.publicUrl:}}") + "/in/" + channel
                : publicUrl;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(secret));
        if (previousSecret != null && !previousSecret.isEmpty()) {
            secrets.add(previousSecret);
        }
        return secrets;
    }

    private static String first(HeadersOf request, String header, String pointer) {
        if (header != null && !header.isEmpty()) {
            return request.header(header).map(InboundParts::tame).orElse("");
        }
        return InboundParts.at(pointer, request.body());
    }

    private static byte[] body(Message message) {
        byte[] body = message.getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static String mediaType(Message message) {
        String given = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        int parameters = given.indexOf(';');
        return (parameters < 0 ? given : given.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private void refuse(Exchange exchange, int status, String reason) {
        Registry registry = camelContext.getRegistry();
        MeterRegistry meters = registry.findSingleByType(MeterRegistry.class);
        Topics topics = registry.findSingleByType(Topics.class);
        if (meters != null && topics != null) {
            Counter.builder(topics.prefix() + ".refused")
                    .tag("channel", channel)
                    .tag("reason", reason)
                    .register(meters)
                    .increment();
        }
        WebhookAnswer.status(exchange.getMessage(), status);
        exchange.setRouteStop(true);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    public void setSignatureHeader(String signatureHeader) {
        this.signatureHeader = signatureHeader;
    }

    public void setSignaturePrefix(String signaturePrefix) {
        this.signaturePrefix = signaturePrefix;
    }

    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    public void setSignedContent(String signedContent) {
        this.signedContent = signedContent;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public void setPreviousSecret(String previousSecret) {
        this.previousSecret = previousSecret;
    }

    /** The URL that the sender was given. */
    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    public void setDeliveryIdHeader(String deliveryIdHeader) {
        this.deliveryIdHeader = deliveryIdHeader;
    }

    public void setDeliveryIdPointer(String deliveryIdPointer) {
        this.deliveryIdPointer = deliveryIdPointer;
    }

    public void setKindHeader(String kindHeader) {
        this.kindHeader = kindHeader;
    }

    public void setKindPointer(String kindPointer) {
        this.kindPointer = kindPointer;
    }

    public void setKeyPointer(String keyPointer) {
        this.keyPointer = keyPointer;
    }
}
