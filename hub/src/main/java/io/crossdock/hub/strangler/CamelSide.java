package io.crossdock.hub.strangler;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.strangler.Side;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * A side as a Camel endpoint. It gets the request's bytes and nothing else: no header of the caller's exchange reaches
 * it.
 */
final class CamelSide implements SideCaller {

    /** As of what is sent to us, and as much again. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private final String capability;
    private final String which;
    private final Side side;
    private final UnaryOperator<String> resolver;
    private ProducerTemplate template;
    private Endpoint endpoint;

    /** @param resolver replaces references in the endpoint */
    CamelSide(String capability, String which, Side side, UnaryOperator<String> resolver) {
        this.capability = capability;
        this.which = which;
        this.side = side;
        this.resolver = resolver;
    }

    /** Before the first call, once the context runs. */
    void open(CamelContext context) throws Exception {
        template = context.createProducerTemplate(side.calls() * 2);
        context.addService(template, true, true);
        endpoint = context.getEndpoint(uri());
    }

    /** The Kamelet's values are read by its route's id, so that none of them passes through a URI. */
    private String uri() {
        if (side.kamelet() != null) {
            return "kamelet:" + side.kamelet() + "/" + routeId(capability, which) + "?noErrorHandler=true";
        }
        String uri = resolver.apply(side.endpoint());
        if (!uri.startsWith("http:") && !uri.startsWith("https:")) {
            return uri;
        }
        // Camel's own time to wait for an answer is for ever, and a thread that reads cannot be interrupted.
        long millis = side.timeout().toMillis();
        String bounded = uri;
        for (String option : new String[] {"connectTimeout", "responseTimeout", "connectionRequestTimeout"}) {
            if (!uri.contains(option + "=")) {
                bounded += (bounded.contains("?") ? "&" : "?") + option + "=" + millis;
            }
        }
        return bounded;
    }

    static String routeId(String capability, String which) {
        return capability + "-" + which;
    }

    @Override
    public byte[] ask(byte[] request) throws Exception {
        if (endpoint == null) {
            throw Failure.unavailable(capability, which, "is not started yet", null);
        }
        Exchange asked = template.request(endpoint, exchange -> {
            exchange.getMessage().setBody(request);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        });
        if (asked.getException() != null) {
            throw asked.getException();
        }
        return bytes(asked.getMessage().getBody());
    }

    private byte[] bytes(Object answer) throws IOException {
        if (answer == null) {
            return null;
        }
        if (answer instanceof byte[] bytes) {
            return bytes;
        }
        if (answer instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (answer instanceof InputStream stream) {
            try (stream) {
                byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw Failure.malformed(capability, which, "", "an answer over " + MOST_BYTES + " bytes");
                }
                return bytes;
            }
        }
        return Json.write(answer instanceof JsonNode tree ? tree : Json.tree(answer));
    }
}
