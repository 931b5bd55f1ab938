package io.crossdock.hub.http;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * The connections to one base URL: one camel-http endpoint with a pool of its own, so that a slow system takes no
 * connection from another. No redirects, cookies, retries or compression; only headers that the caller names go out.
 */
final class HttpConnections {

    /** More than a channel has requests in flight, so that nobody waits for a connection. */
    private static final int POOL = 32;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** Nothing of a request had gone out when one of these came. */
    private static final List<Class<? extends IOException>> NEVER_SENT = List.of(
            ConnectException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            SSLHandshakeException.class,
            ConnectTimeoutException.class,
            ConnectionRequestTimeoutException.class);

    private static final int ANSWER_LIMIT_BYTES = 10 * 1024 * 1024;

    private final String system;
    private final Producer producer;

    /**
     * @param system for messages
     * @param base an absolute http or https URL without query
     * @param timeout for one request and its answer
     */
    HttpConnections(CamelContext context, String system, String base, Duration timeout) {
        this.system = system;
        try {
            HttpEndpoint endpoint = endpoint(context, checked(base), timeout);
            this.producer = endpoint.createProducer();
            context.addService(endpoint, true, true);
            context.addService(producer, true, true);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new RuntimeCamelException("no HTTP endpoint for " + system, e);
        }
    }

    private static String checked(String base) {
        if (base == null || base.isBlank()) {
            throw new IllegalArgumentException("url is missing");
        }
        URI uri = URI.create(base);
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || base.matches(".*[?#{].*")) {
            throw new IllegalArgumentException(
                    "url must be http(s)://host[:port][/path] without credentials, query or fragment");
        }
        return base;
    }

    /** A component of its own beside the context's "http", whose settings belong to the user's routes. */
    private static HttpEndpoint endpoint(CamelContext context, String base, Duration timeout) throws Exception {
        HttpComponent component = new HttpComponent();
        component.setCamelContext(context);
        component.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        component.setResponseTimeout(timeout.toMillis());
        component.setSoTimeout(timeout.toMillis());
        component.setConnectionRequestTimeout(timeout.toMillis());
        component.setMaxTotalConnections(POOL);
        component.setConnectionsPerRoute(POOL);
        component.setFollowRedirects(false);
        component.setAutomaticRetriesDisabled(true);
        component.setCookieManagementDisabled(true);
        component.setAuthCachingDisabled(true);
        component.setContentCompressionDisabled(true);
        component.setCopyHeaders(false);
        component.setHeaderFilterStrategy(new OnlyOurHeaders());
        component.setHttpClientConfigurer(builder -> builder.setUserAgent("Crossdock")
                .addExecInterceptorFirst("bounded-body", new BoundedBody(ANSWER_LIMIT_BYTES, timeout)));
        component.start();
        HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(base);
        endpoint.setThrowExceptionOnFailure(false);
        endpoint.setCookieStore(null);
        return endpoint;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param request its path may be empty: then it goes to the base URL itself
     * @param proof headers that authenticate it
     * @throws Failure {@code UNAVAILABLE} on a timeout or a broken connection, unanswered where the request may have been
     *     read by then and changes something; {@code MALFORMED} on an answer over 10 MiB
     */
    HttpAnswer send(Request request, Map<String, String> proof) {
        Exchange exchange = producer.getEndpoint().createExchange();
        fill(exchange, request, proof);
        try {
            producer.process(exchange);
        } catch (BoundedBody.TooLargeException e) {
            throw Failure.malformed(system, request.operation(), "", e.getMessage());
        } catch (IOException e) {
            throw noAnswer(request, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RuntimeCamelException(e);
        }
        Message answer = exchange.getMessage();
        byte[] body = answer.getBody(byte[].class);
        return new HttpAnswer(
                answer.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class),
                answer.getHeader(Exchange.CONTENT_TYPE, String.class),
                answer.getHeader(OnlyOurHeaders.RETRY_AFTER, String.class),
                answer.getHeader(OnlyOurHeaders.LINK, String.class),
                body == null ? new byte[0] : body);
    }

    private Failure noAnswer(Request request, IOException e) {
        String what = "no answer (" + e.getClass().getSimpleName() + ")";
        return request.isReading() || NEVER_SENT.stream().anyMatch(type -> type.isInstance(e))
                ? Failure.unavailable(system, request.operation(), what, e)
                : Failure.unanswered(system, request.operation(), what, e);
    }

    private static void fill(Exchange exchange, Request request, Map<String, String> proof) {
        Message in = exchange.getIn();
        request.headers().forEach(in::setHeader);
        proof.forEach(in::setHeader);
        in.setHeader(
                HttpConstants.HTTP_METHOD, HttpMethods.valueOf(request.method().toUpperCase(Locale.ROOT)));
        if (!request.path().isEmpty()) {
            in.setHeader(HttpConstants.HTTP_PATH, checkedPath(request));
        }
        if (!request.query().isEmpty()) {
            in.setHeader(HttpConstants.HTTP_RAW_QUERY, encoded(request.query()));
        }
        if (request.body() != null) {
            in.setHeader(Exchange.CONTENT_TYPE, request.contentType());
            in.setBody(request.body());
        }
        // A compressed answer was never asked for; unpacking one would escape the limit.
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, Boolean.TRUE);
    }

    private static String checkedPath(Request request) {
        if (!request.path().startsWith("/") || request.path().matches(".*[?#{].*")) {
            throw new IllegalStateException("not an encoded path: " + request);
        }
        return request.path();
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
