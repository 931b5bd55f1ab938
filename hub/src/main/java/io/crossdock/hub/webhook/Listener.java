package io.crossdock.hub.webhook;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;

/** The HTTP server of one thread; several share a port. */
final class Listener extends AbstractVerticle {

    /** Takes a request whose head is there. */
    @FunctionalInterface
    interface Requests {
        void take(HttpServerRequest request, Context thread, Connected connection);
    }

    private final HttpServerOptions options;
    private final Duration rest;
    private final Requests requests;
    private final Map<HttpConnection, Connected> connections = new IdentityHashMap<>();

    /** @param rest a connection that brings no request for so long is closed */
    Listener(HttpServerOptions options, Duration rest, Requests requests) {
        this.options = options;
        this.rest = rest;
        this.requests = requests;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.setPeriodic(Math.max(1, rest.toMillis() / 4), tick -> closeResting());
        vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(request -> requests.take(
                        request, context, connections.getOrDefault(request.connection(), new Connected())))
                // What a stranger's broken connection is about is nobody's business.
                .exceptionHandler(broken -> {})
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void connected(HttpConnection connection) {
        connections.put(connection, new Connected());
        connection.closeHandler(closed -> connections.remove(connection));
    }

    private void closeResting() {
        // A copy: closing takes the connection out.
        new ArrayList<>(connections.entrySet()).forEach(each -> {
            if (each.getValue().hasRested(rest.toNanos())) {
                each.getKey().close();
            }
        });
    }
}
