package io.crossdock.hub.webhook;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/**
 * Serves the paths of all {@code platform-http} endpoints. Camel's own server keeps a thread waiting for each request,
 * gives nobody a time limit and looks for a path from channel to channel; docs/adr/0011 tells more.
 */
public final class WebhookServer implements PlatformHttpEngine, AutoCloseable {

    private static final Duration LISTEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int LANE_WIDTH = 2;

    private final WebhookLimits limits;
    private final Budget pool;
    private final Map<String, WebhookConsumer> consumers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(named("webhook-"));
    private final int eventLoops = loops();
    private Vertx vertx;
    private volatile boolean closing;

    public WebhookServer(WebhookLimits limits) {
        this.limits = limits;
        this.pool = new Budget(limits.heldBytes() / 2);
    }

    /**
     * @throws IllegalArgumentException for an endpoint that takes more than one path
     */
    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (endpoint.isMatchOnUriPrefix() || endpoint.getPath().matches(".*[{*].*")) {
            throw new IllegalArgumentException(
                    "platform-http:" + endpoint.getPath() + " must be one path, without a pattern");
        }
        Share share = new Share(this::guaranteedBytes, limits.heldBytes() / 2, pool);
        return new WebhookConsumer(this, new Lane(threads, LANE_WIDTH), share, endpoint, processor);
    }

    /** Of what the pool leaves, each path has as much as every other. */
    private long guaranteedBytes() {
        return limits.heldBytes() / 2 / Math.max(1, consumers.size());
    }

    void serve(String path, WebhookConsumer consumer) {
        consumers.put(path, consumer);
    }

    /** Threads for connections: half of the cores, four at most; checks and Kafka's client have the rest. */
    public static int loops() {
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Begins to take requests.
     *
     * @throws IllegalStateException when it cannot, for instance because the port is taken
     */
    public void listen(String host, int port) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        Future<?> listening = vertx.deployVerticle(
                () -> new Listener(options, limits.rest(), this::take),
                // Several listeners share a port only where they are told which.
                new DeploymentOptions().setInstances(port == 0 ? 1 : eventLoops));
        await(listening, LISTEN_WITHIN, "webhooks cannot be taken on " + host + ":" + port);
    }

    /** From now on every sender is told to come again; what has been taken is still answered. */
    public void endSoon() {
        closing = true;
    }

    /** Cuts what has not been answered by now. */
    @Override
    public void close() {
        endSoon();
        threads.shutdownNow();
        if (vertx != null) {
            await(vertx.close(), CLOSE_WITHIN, "the webhook server does not end");
        }
    }

    private void take(HttpServerRequest request, Context thread, Connected connection) {
        Call call = new Call(request, thread, connection, limits);
        WebhookConsumer consumer = consumers.get(request.path());
        if (closing) {
            call.refuse(503);
        } else if (consumer == null) {
            call.refuse(404);
        } else {
            consumer.take(call);
        }
    }

    private static void await(Future<?> future, Duration within, String otherwise) {
        try {
            future.toCompletionStage().toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(otherwise, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(otherwise + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(otherwise + " within " + within.toSeconds() + " s", e);
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
