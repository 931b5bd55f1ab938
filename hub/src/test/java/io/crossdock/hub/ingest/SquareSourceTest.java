package io.crossdock.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Kamelet square-source, as a channel uses it. */
class SquareSourceTest {

    private static final String KEY = "k+y/with=signs & %41";
    private static final String OLD_KEY = "oldKey_Pmc0Gfpy4cFpVOzUrJw";
    private static final String BODY =
            "{\"type\":\"order.updated\",\"event_id\":\"9d1c0000-0000-4000-8000-000000000001\",\"data\":{\"id\":\"oSALE1\"}}";

    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private volatile boolean isAway;
    private SimpleMain main;
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        main = new SimpleMain(context);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        main.addInitialProperty("crossdock.publicUrl", "https://hub.example");
        main.addInitialProperty("camel.kamelet.square-source.in.channel", "square-hamburg");
        main.addInitialProperty("camel.kamelet.square-source.in.secret", KEY);
        main.addInitialProperty("camel.kamelet.square-source.in.previousSecret", OLD_KEY);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:square-source/in").process(exchange -> {
                    if (isAway) {
                        throw new IllegalStateException("the journal is away");
                    }
                    kept.add(exchange.getMessage().getHeaders().toString());
                });
            }
        });
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        context.stop();
    }

    @Test
    void a_webhook_signed_over_the_registered_url_is_kept_by_the_order_that_it_names() throws Exception {
        assertThat(post(signed("https://hub.example/in/square-hamburg", KEY))).isEqualTo(200);
        assertThat(post(signed("https://hub.example/in/square-hamburg", OLD_KEY)))
                .isEqualTo(200);
        assertThat(kept).hasSize(2).allSatisfy(headers -> assertThat(headers)
                .contains("9d1c0000-0000-4000-8000-000000000001", "order.updated", "oSALE1"));
    }

    @Test
    void a_webhook_signed_over_another_url_or_by_another_key_is_refused() throws Exception {
        assertThat(post(signed("https://other.example/in/square-hamburg", KEY))).isEqualTo(401);
        assertThat(post(signed("https://hub.example/in/square-hamburg", "guess")))
                .isEqualTo(401);
        assertThat(kept).isEmpty();
    }

    @Test
    void a_sender_is_told_to_come_again_while_the_journal_is_away() throws Exception {
        // given
        isAway = true;

        // when, then
        assertThat(post(signed("https://hub.example/in/square-hamburg", KEY))).isEqualTo(503);
    }

    private static String signed(String url, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal((url + BODY).getBytes(StandardCharsets.UTF_8)));
    }

    private int post(String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in/square-hamburg"))
                .header("Content-Type", "application/json")
                .header("x-square-hmacsha256-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
