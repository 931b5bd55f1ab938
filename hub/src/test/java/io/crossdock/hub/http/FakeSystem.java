package io.crossdock.hub.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.spi.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A system on a loopback port that answers as a test says and remembers what it was asked. */
public final class FakeSystem implements AutoCloseable {

    public static final Channel CHANNEL = new Channel(
            new ChannelId("acme-eu"), "acme", "EUR", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    static {
        // The JDK's server writes head and body apart; without this the second waits 40 ms for the first one's ack.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** @param headers by lower case name, only the first value of each */
    public record Asked(String method, String uri, Map<String, String> headers, String body) {}

    /** Writes an answer. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange, Asked asked) throws IOException;
    }

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answering answering = (exchange, request) -> answer(exchange, 200, "{}");

    public FakeSystem() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void answers(Answering answering) {
        this.answering = answering;
    }

    public void answers(int status, String body) {
        answers((exchange, request) -> answer(exchange, status, body));
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            answering.answer(exchange, request);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
