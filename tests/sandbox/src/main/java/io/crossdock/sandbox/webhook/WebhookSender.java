package io.crossdock.sandbox.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Delivers webhooks to one registered URL; four at a time, in no promised order, each again after a pause that doubles
 * as long as the answer is no 2xx. Without a URL there is no subscription and nothing is sent.
 */
public final class WebhookSender implements AutoCloseable {

    /** A receiver that takes longer has not answered (Shopify's limit, the shortest of the four). */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration AGE_OF_STALE = Duration.ofHours(1);

    private final Signing signing;
    private final Supplier<String> ids;
    private final Clock clock;
    private final HttpClient client;
    private final ScheduledThreadPoolExecutor threads;
    private final List<Webhook> sent = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private URI target;
    private String registeredUrl;
    private int attempts = 8;
    private Duration firstPause = Duration.ofMillis(200);
    private int copies = 1;
    private long underWay;

    /** @param ids makes the id of a poison message */
    public WebhookSender(String name, Signing signing, Supplier<String> ids, Clock clock) {
        this.signing = signing;
        this.ids = ids;
        this.clock = clock;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        threads = new ScheduledThreadPoolExecutor(4, work -> {
            Thread thread = new Thread(work, "webhooks-" + name);
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Registers where to deliver. */
    public void to(URI url) {
        to(url, url.toString());
    }

    /** @param registered the public URL that a signature may cover, where a proxy stands before the receiver */
    public synchronized void to(URI url, String registered) {
        target = url;
        registeredUrl = registered;
    }

    /** @param pause before the second attempt; it doubles before each further one */
    public synchronized void retry(int maxAttempts, Duration pause) {
        attempts = maxAttempts;
        firstPause = pause;
    }

    /** Each webhook is delivered so many times; 2 and more is what "at least once" looks like. */
    public synchronized void copies(int number) {
        copies = number;
    }

    /** Delivers a webhook, and its copies, in the background. */
    public void send(Webhook webhook) {
        int times;
        synchronized (this) {
            if (target == null) {
                return;
            }
            sent.add(webhook);
            times = copies;
        }
        for (int copy = 0; copy < times; copy++) {
            send(webhook, Flaw.NONE);
        }
    }

    /** Delivers it once more, with a flaw or without; the same id and bytes. */
    public synchronized void send(Webhook webhook, Flaw flaw) {
        if (target == null) {
            throw new IllegalStateException("no URL is registered");
        }
        underWay++;
        threads.execute(() -> attempt(webhook, flaw, 1));
    }

    /** Delivers something that is signed as it should be and is not JSON. */
    public Webhook sendPoison(String topic) {
        Webhook poison = new Webhook(
                ids.get(), topic, "{\"id\": 1, \"line_items\": [".getBytes(StandardCharsets.UTF_8), clock.instant());
        send(poison, Flaw.NONE);
        return poison;
    }

    /** What was sent, oldest first; copies and flawed deliveries are not in it. */
    public synchronized List<Webhook> sent() {
        return List.copyOf(sent);
    }

    /** Every attempt with its answer, in the order of the answers. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Deliveries not yet accepted and not yet given up. */
    public synchronized long underWay() {
        return underWay;
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
    }

    private void attempt(Webhook webhook, Flaw flaw, int attempt) {
        Instant at = clock.instant();
        long startNanos = System.nanoTime();
        int status = deliver(webhook, flaw, at);
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        Delivery delivery = new Delivery(webhook.id(), webhook.topic(), flaw, attempt, status, at, duration);
        synchronized (this) {
            deliveries.add(delivery);
            // What is flawed on purpose stays flawed: once is enough.
            if (delivery.isAccepted() || flaw != Flaw.NONE || attempt >= attempts || threads.isShutdown()) {
                underWay--;
                return;
            }
            long pauseMillis = firstPause.toMillis() << Math.min(20, attempt - 1);
            threads.schedule(() -> attempt(webhook, flaw, attempt + 1), pauseMillis, TimeUnit.MILLISECONDS);
        }
    }

    private int deliver(Webhook webhook, Flaw flaw, Instant now) {
        try {
            return client.send(request(webhook, flaw, now), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private synchronized HttpRequest request(Webhook webhook, Flaw flaw, Instant now) {
        Instant sentAt = flaw == Flaw.STALE ? now.minus(AGE_OF_STALE) : now;
        Map<String, String> headers =
                new HashMap<>(signing.headers(webhook, registeredUrl, sentAt, flaw != Flaw.WRONGLY_SIGNED));
        if (flaw == Flaw.UNSIGNED) {
            headers.remove(signing.signatureHeader());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(webhook.body()));
        headers.forEach(request::header);
        return request.build();
    }
}
