package io.crossdock.faults;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A partner that sends one order after the other, on several connections, each again under the same id until it is
 * taken. Every tenth is poison: signed as it should be, and no order.
 */
final class Partner implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final int SKUS = 8;

    private static final int CONNECTIONS = 4;
    private static final int POISON_EACH = 10;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Partner(URI url) {
        this.url = url;
    }

    void start() {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            Thread thread = new Thread(this::send, "partner-" + connection);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Numbers of the orders that were answered by 2xx. */
    Set<Integer> accepted() {
        return Set.copyOf(accepted);
    }

    int acceptedSoFar() {
        return accepted.size();
    }

    /** Deliveries that met a closed connection, silence or a refusal, and came again. */
    int repeated() {
        return unanswered.get();
    }

    static boolean isPoison(int number) {
        return number % POISON_EACH == 0;
    }

    static String reference(int number) {
        return "F-" + number;
    }

    static String messageId(int number) {
        return "msg_F-" + number;
    }

    static String sku(int number) {
        return "SKU-" + number % SKUS;
    }

    /** Sends no further order and returns once all that were begun are taken. */
    void finish() throws InterruptedException {
        ending.countDown();
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(5));
            if (thread.isAlive()) {
                throw new IllegalStateException("an order is not taken within five minutes");
            }
        }
    }

    @Override
    public void close() {
        ending.countDown();
        closing.countDown();
        threads.forEach(Thread::interrupt);
    }

    private void send() {
        try {
            while (ending.getCount() > 0) {
                int number = numbers.incrementAndGet();
                while (!isTaken(number)) {
                    unanswered.incrementAndGet();
                    closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
                accepted.add(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(int number) throws InterruptedException {
        try {
            int status = http.send(request(number), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(int number) {
        String body = isPoison(number) ? "{\"type\": \"order.placed\", \"data\": {\"ref\": \"" : order(number);
        long now = Instant.now().getEpochSecond();
        try {
            return HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(6))
                    .header("Content-Type", "application/json")
                    .header("webhook-id", messageId(number))
                    .header("webhook-timestamp", Long.toString(now))
                    .header("webhook-signature", new Webhook(SECRET).sign(messageId(number), now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String order(int number) {
        return """
                {"type": "order.placed", "timestamp": "2026-01-02T03:04:05Z", "data": {
                  "ref": "%s", "rev": 1, "placed": "2026-01-02T03:04:05Z", "currency": "EUR",
                  "positions": [{"pos": "1", "article": "%s", "pcs": 1, "unit_price": "9.90"}],
                  "ship": {"name": "Alma Sample", "country": "DE"}}}""".formatted(reference(number), sku(number));
    }
}
