package io.crossdock.bench.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Webhooks as a shop sends them, made and signed beforehand, so that a load generator has nothing to do but to send
 * them. Each is an order of 2 KB whose id is its place here and the round's number.
 */
final class SignedWebhooks {

    static final int BODY_BYTES = 2048;
    static final String SIGNATURE = "X-Shopify-Hmac-Sha256";
    static final String DELIVERY = "X-Shopify-Webhook-Id";

    private static final String BEGIN = "{\"id\": ";

    private final Buffer[] requests;

    private SignedWebhooks(Buffer[] requests) {
        this.requests = requests;
    }

    /** The same for the same seed. */
    static SignedWebhooks make(int count, String path, int port, String secret, long seed) {
        Random random = new Random(seed);
        Mac mac = mac(secret);
        Buffer[] requests = new Buffer[count];
        for (int place = 0; place < count; place++) {
            byte[] body = body(place, random);
            String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUser-Agent: Shopify-Captain-Hook\r\nContent-Type: application/json"
                    + "\r\nX-Shopify-Topic: orders/updated\r\nX-Shopify-Shop-Domain: sample.example"
                    + "\r\nX-Shopify-Api-Version: 2026-01"
                    + "\r\n" + DELIVERY + ": delivery-" + place
                    + "\r\n" + SIGNATURE + ": " + Base64.getEncoder().encodeToString(mac.doFinal(body))
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            requests[place] = Buffer.buffer(head.length() + body.length)
                    .appendBytes(head.getBytes(US_ASCII))
                    .appendBytes(body);
        }
        return new SignedWebhooks(requests);
    }

    int count() {
        return requests.length;
    }

    /** The whole request as it goes over the wire. */
    Buffer request(int place) {
        return requests[place];
    }

    /** Which one a journaled body is. */
    static int placeOf(byte[] body) {
        int place = 0;
        for (int i = BEGIN.length(); body[i] != ','; i++) {
            place = place * 10 + body[i] - '0';
        }
        return place;
    }

    static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] body(int place, Random random) {
        StringBuilder json = new StringBuilder(BODY_BYTES)
                .append(BEGIN)
                .append(place)
                .append(", \"currency\": \"EUR\", \"financial_status\": \"paid\", \"line_items\": [");
        for (int line = 0; json.length() < BODY_BYTES - 220; line++) {
            json.append(line == 0 ? "" : ", ")
                    .append("{\"id\": ")
                    .append(1_000_000_000L + random.nextInt(1_000_000_000))
                    .append(", \"sku\": \"SKU-")
                    .append(random.nextInt(100_000))
                    .append("\", \"title\": \"Sample article ")
                    .append(random.nextInt(1_000))
                    .append("\", \"quantity\": ")
                    .append(1 + random.nextInt(5))
                    .append(", \"price\": \"")
                    .append(1 + random.nextInt(100))
                    .append(".90\"}");
        }
        json.append("], \"note\": \"");
        while (json.length() < BODY_BYTES - 2) {
            json.append((char) ('a' + random.nextInt(26)));
        }
        return json.append("\"}").toString().getBytes(US_ASCII);
    }
}
