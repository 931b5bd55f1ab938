package io.crossdock.hub.webhook;

import io.crossdock.hub.ingest.JournalProducer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.CollectionHelper;

/** Turns the requests for one path into exchanges; no thread waits for what a route waits for. */
final class WebhookConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {

    private final WebhookServer server;
    private final Lane lane;
    private final Share share;
    private final Set<String> methods;
    private final HeaderFilterStrategy filter;

    WebhookConsumer(WebhookServer server, Lane lane, Share share, PlatformHttpEndpoint endpoint, Processor next) {
        super(endpoint, next);
        this.server = server;
        this.lane = lane;
        this.share = share;
        this.methods = methods(endpoint.getHttpMethodRestrict());
        this.filter = endpoint.getHeaderFilterStrategy();
    }

    private static Set<String> methods(String restriction) {
        Set<String> methods = new TreeSet<>();
        for (String method : (restriction == null ? "" : restriction).split(",")) {
            if (!method.isBlank()) {
                methods.add(method.strip().toUpperCase(Locale.ROOT));
            }
        }
        return methods;
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        server.serve(getEndpoint().getPath(), this);
    }

    /** On the connection's thread; what can be refused by the head alone is refused before any of the body is read. */
    void take(Call call) {
        HttpServerRequest request = call.request();
        if (!isOpen()) {
            call.refuse(503);
        } else if (!methods.isEmpty() && !methods.contains(request.method().name())) {
            request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
            call.refuse(405);
        } else if (!isQueryReadable(request)) {
            call.refuse(400);
        } else if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            call.refuse(415);
        } else if (announces(request) > call.limits().bodyBytes()) {
            call.refuse(413);
        } else {
            call.read(share, this::enter);
        }
    }

    private boolean isOpen() {
        return isRunAllowed() && !isSuspendingOrSuspended();
    }

    /** One that ends within a percent sign's two digits, for instance, is not. */
    private static boolean isQueryReadable(HttpServerRequest request) {
        try {
            return request.query() == null || request.params() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The length that the head tells, which the HTTP decoder has checked to be one; 0 where it tells none. */
    private static long announces(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void enter(Call call) {
        if (isOpen()) {
            lane.add(() -> route(call));
        } else {
            call.refuse(503);
        }
    }

    private void route(Call call) {
        if (call.isAnswered() || !isOpen()) {
            call.giveUp();
            return;
        }
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.setProperty(JournalProducer.ANY_THREAD, true);
        try {
            fill(exchange, call);
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
            done(exchange, call);
            throw e;
        }
        getAsyncProcessor().process(exchange, doneSync -> done(exchange, call));
    }

    /**
     * The parameters of the query become headers where they are all there is: a sender's question whether we are there.
     * With a body they would pass for headers that its sender has not sent.
     */
    private void fill(Exchange exchange, Call call) {
        HttpServerRequest request = call.request();
        Message message = exchange.getMessage();
        message.setBody(call.body());
        Map<String, Object> headers = message.getHeaders();
        append(headers, request.headers(), exchange);
        if (request.query() != null) {
            if (HttpMethod.GET.equals(request.method())) {
                append(headers, request.params(), exchange);
            }
            headers.put(Exchange.HTTP_QUERY, request.query());
        }
        headers.put(Exchange.HTTP_METHOD, request.method().name());
        headers.put(Exchange.HTTP_PATH, request.path());
    }

    private void append(Map<String, Object> headers, MultiMap given, Exchange exchange) {
        given.forEach((name, value) -> {
            if (!filter.applyFilterToExternalHeaders(name, value, exchange)) {
                CollectionHelper.appendEntry(headers, name, value);
            }
        });
    }

    private void done(Exchange exchange, Call call) {
        try {
            if (exchange.getException() != null && !isOpen()) {
                call.giveUp();
            } else if (exchange.getException() != null) {
                // The route's error handler has told of it.
                call.answer(500, Map.of(), Buffer.buffer());
            } else {
                Message message = exchange.getMessage();
                int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
                call.answer(status, headers(message, exchange), body(message));
            }
        } finally {
            call.release();
            releaseExchange(exchange, false);
        }
    }

    private Map<String, Object> headers(Message message, Exchange exchange) {
        Map<String, Object> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !filter.applyFilterToCamelHeaders(name, value, exchange)) {
                headers.put(name, value);
            }
        });
        // The filter takes it out: it would be wrong for a message that is sent elsewhere.
        Object contentType = message.getHeader(Exchange.CONTENT_TYPE);
        if (contentType != null) {
            headers.put(Exchange.CONTENT_TYPE, contentType);
        }
        return headers;
    }

    private static Buffer body(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return Buffer.buffer();
        }
        return body instanceof String text
                ? Buffer.buffer(text.getBytes(StandardCharsets.UTF_8))
                : Buffer.buffer(message.getBody(byte[].class));
    }
}
