package io.crossdock.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Takes webhooks and keeps them. */
public final class Receiver implements AutoCloseable {

    /** @param headers by lower-case name */
    public record Received(Map<String, List<String>> headers, byte[] body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JsonText.read(body).orElseThrow();
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                Map<String, List<String>> headers = new HashMap<>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
                received.add(new Received(headers, exchange.getRequestBody().readAllBytes()));
                boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                exchange.sendResponseHeaders(fails ? 503 : 204, -1);
            }
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/test");
    }

    /** The next so many deliveries are answered 503. */
    public void fail(int times) {
        failures.set(times);
    }

    public List<Received> received() {
        return received;
    }

    /** Waits until so many have come, and no longer than ten seconds. */
    public List<Received> await(int number) {
        Awaitility.await().until(() -> received.size() >= number);
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
