package io.crossdock.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Orders one piece of an article on a channel, whose shop tells the hub by a webhook; it begins when that is sent. */
final class Buyer implements Changes.Writer {

    private static final int BUYERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http;
    private final URI webhooks;

    private Buyer(HttpClient http, URI webhooks) {
        this.http = http;
        this.webhooks = webhooks;
    }

    /** Orders come in on the first channel at a steady rate, until all the others show one piece less. */
    static Latencies run(Rig rig, Duration lasting, int perSecond) throws InterruptedException {
        List<String> channels = rig.shops().channels();
        HttpClient http = HttpClient.newHttpClient();
        URI webhooks = rig.hub().webhooks(channels.get(0));
        return Changes.run(
                rig,
                channels.subList(1, channels.size()),
                lasting,
                perSecond,
                BUYERS,
                rig.stock()::order,
                () -> new Buyer(http, webhooks));
    }

    @Override
    public void write(int article, Runnable began) throws IOException, InterruptedException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String body = """
                {"type": "order.placed", "timestamp": "%s", "data": {
                  "ref": "%s", "rev": 1, "placed": "%s", "currency": "EUR",
                  "positions": [{"pos": "1", "article": "%s", "pcs": 1, "unit_price": "9.90"}],
                  "ship": {"name": "Alma Sample", "country": "DE"}}}
                """.formatted(now, UUID.randomUUID(), now, Articles.sku(article));
        HttpRequest request = HttpRequest.newBuilder(webhooks)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(RunningHub.TOKEN_HEADER, RunningHub.TOKEN)
                .POST(BodyPublishers.ofString(body))
                .build();
        began.run();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("a webhook was answered with " + status);
        }
    }

    @Override
    public void close() {
        // The client is all buyers'.
    }
}
