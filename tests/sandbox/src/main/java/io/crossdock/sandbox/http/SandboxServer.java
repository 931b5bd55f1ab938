package io.crossdock.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Faults.Fault;
import io.crossdock.sandbox.Faults.Kind;
import io.crossdock.sandbox.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a system's routes on a free loopback port; faults strike between the guard and the endpoint. */
public final class SandboxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    private static final int THREADS = 16;
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    static {
        // Without it every small answer on a kept connection waits for a delayed ACK, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String name;
    private final List<Route> routes;
    private final ErrorForms errors;
    private final Faults faults;
    private final Ledger ledger;
    private final HttpServer server;
    private final ExecutorService pool;
    private final AtomicLong calls = new AtomicLong();

    public SandboxServer(String name, List<Route> routes, ErrorForms errors, Faults faults, Ledger ledger) {
        this.name = name;
        this.routes = List.copyOf(routes);
        this.errors = errors;
        this.faults = faults;
        this.ledger = ledger;
        pool = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "sandbox-" + name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(pool);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests that came in, refused ones too. */
    public long calls() {
        return calls.get();
    }

    @Override
    public void close() {
        faults.close();
        server.stop(0);
        pool.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            Optional<Reply> reply =
                    body.length > MAX_BODY_BYTES ? Optional.of(errors.failed(503)) : answer(exchange, body);
            if (reply.isPresent()) {
                send(exchange, reply.get());
            }
        } catch (RuntimeException e) {
            LOG.error("{} cannot answer {} {}", name, exchange.getRequestMethod(), exchange.getRequestURI(), e);
        }
    }

    private Optional<Reply> answer(HttpExchange exchange, byte[] body) {
        String rawPath = exchange.getRequestURI().getRawPath();
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(rawPath);
            if (route.method().equals(exchange.getRequestMethod()) && matcher.matches()) {
                return answer(route, call(exchange, body, matcher));
            }
        }
        Call call = call(exchange, body, null);
        ledger.refused(call.method() + " " + call.uri(), Ledger.Reason.UNKNOWN, "");
        return Optional.of(errors.notFound(call));
    }

    private Optional<Reply> answer(Route route, Call call) {
        String operation = route.operation().apply(call);
        try {
            route.guard().accept(call);
            faults.hold(operation);
            Optional<Fault> throttle = faults.strike(Kind.THROTTLE, operation);
            if (throttle.isPresent()) {
                long seconds = throttle.get().span().plusMillis(999).toSeconds();
                return Optional.of(errors.throttled(throttle.get().span()).with("Retry-After", Long.toString(seconds)));
            }
            Optional<Fault> failure = faults.strike(Kind.FAIL, operation);
            if (failure.isPresent()) {
                return Optional.of(errors.failed(failure.get().status()));
            }
            if (faults.strike(Kind.DROP_BEFORE, operation).isPresent()) {
                return Optional.empty();
            }
            Reply reply = route.endpoint().apply(call);
            return faults.strike(Kind.DROP_AFTER, operation).isPresent() ? Optional.empty() : Optional.of(reply);
        } catch (Refused refused) {
            ledger.refused(operation, refused.reason(), refused.key());
            return Optional.of(refused.reply());
        }
    }

    private static Call call(HttpExchange exchange, byte[] body, Matcher matcher) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((header, values) -> headers.put(header.toLowerCase(Locale.ROOT), List.copyOf(values)));
        URI uri = exchange.getRequestURI();
        return new Call(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                matcher == null ? Map.of() : UrlText.groups(matcher),
                UrlText.form(uri.getRawQuery()),
                headers,
                body);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }
}
