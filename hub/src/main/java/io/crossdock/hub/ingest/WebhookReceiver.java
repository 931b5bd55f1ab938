package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.signature.SignatureSettings;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.signature.SignatureScheme;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.spi.Registry;

/**
 * Turns a webhook into an inbound record, or refuses it without a hint: 415 for a media type that the channel does not
 * send, 401 for whoever cannot prove to be the sender, 503 for who can prove it only by a key that cannot be had now. A
 * bean of the Kamelet {@code webhook-source}.
 */
public class WebhookReceiver extends SignatureSettings implements CamelContextAware, Processor, Service {

    private CamelContext camelContext;
    private final Clock clock = Clock.systemUTC();
    private String channel;
    private String publicUrl;
    private String contentType = "application/json";
    private String deliveryIdHeader;
    private String deliveryIdPointer;
    private String kindHeader;
    private String kindPointer;
    private String keyPointer;
    private SignatureScheme verifier;
    private String registeredUrl;
    private List<String> secrets = List.of();

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if ("GET".equals(message.getHeader(Exchange.HTTP_METHOD))) {
            ChallengeAnswer.to(exchange, verifier.challenge(), secrets, registeredUrl);
            return;
        }
        byte[] body = body(message);
        if (!contentType.equals(mediaType(message))) {
            refuse(exchange, 415, "media-type");
            return;
        }
        HeadersOf request = new HeadersOf(message, body, registeredUrl);
        try {
            if (!verifier.verifies(request, secrets, clock.instant())) {
                refuse(exchange, 401, "signature");
                return;
            }
        } catch (Failure e) {
            refuse(exchange, 503, "keys");
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
        verifier = scheme(camelContext, channel, clock);
        secrets = secrets();
        registeredUrl = registeredUrl();
    }

    @Override
    public void stop() {
        stopFetching();
    }

    /** As it was given to the sender: said by the channel, or the hub's public URL and the path. */
    private String registeredUrl() {
        return publicUrl == null || publicUrl.isEmpty()
                ? camelContext.resolvePropertyPlaceholders("{{crossdock.publicUrl:}}") + "/in/" + channel
                : publicUrl;
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
