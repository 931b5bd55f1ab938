package io.crossdock.hub.main;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A partner that signs its webhooks by the official library, as a real sender would. */
final class AcmeSender {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ORDER = """
            {"type": "order.placed", "timestamp": "2026-01-02T03:04:05Z", "data": {
              "ref": "%s", "rev": 1, "placed": "2026-01-02T03:04:05Z", "currency": "EUR",
              "positions": [{"pos": "1", "article": "A-1", "pcs": 2, "unit_price": "9.90"}],
              "ship": {"name": "Alma Sample", "country": "DE"}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    AcmeSender(URI url) {
        this.url = url;
    }

    static String order(String ref) {
        return ORDER.formatted(ref);
    }

    /** An order of that reference; its message is called {@code msg_} and the reference. */
    HttpResponse<String> place(String ref) throws Exception {
        return send(signed(order(ref), "msg_" + ref, SECRET));
    }

    int post(String body, String id, String secret) throws Exception {
        return send(signed(body, id, secret)).statusCode();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder signed(String body, String id, String secret) throws Exception {
        long now = Instant.now().getEpochSecond();
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", new Webhook(secret).sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
