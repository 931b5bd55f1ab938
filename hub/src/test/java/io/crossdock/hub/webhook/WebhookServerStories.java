package io.crossdock.hub.webhook;

import io.crossdock.backbone.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with routes that take, hang, fail and tell. */
abstract class WebhookServerStories {

    static final int MAX_BODY = 10_000;
    static final String HEAD = "POST /in/a HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n";

    final DefaultCamelContext context = new DefaultCamelContext();
    final HttpClient http = HttpClient.newHttpClient();
    final Queue<Map<String, Object>> headers = new ConcurrentLinkedQueue<>();
    final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    final WebhookServer server = new WebhookServer(
            new WebhookLimits(MAX_BODY, 400_000, Duration.ofSeconds(2), Duration.ofMillis(900), Duration.ofSeconds(3)));
    int port;

    @BeforeEach
    void start() throws Exception {
        port = FreePort.find();
        context.getComponent("platform-http", PlatformHttpComponent.class).setEngine(server);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/in/a?httpMethodRestrict=POST")
                        .routeId("a")
                        .process(WebhookServerStories.this::keep);
                from("platform-http:/in/hangs?httpMethodRestrict=POST").process(exchange -> goesOn.await());
                from("platform-http:/in/fails?httpMethodRestrict=POST").process(exchange -> {
                    throw new IllegalStateException("secret detail");
                });
                from("platform-http:/in/tells?httpMethodRestrict=GET,POST").process(exchange -> {
                    exchange.getMessage().removeHeaders("*");
                    exchange.getMessage().setHeader("X-Told", List.of("1", "2"));
                    exchange.getMessage().setHeader("CamelInternal", "no");
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
                    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain");
                    exchange.getMessage().setBody("told");
                });
            }
        });
        context.start();
        server.listen("127.0.0.1", port);
    }

    @AfterEach
    void stop() {
        goesOn.countDown();
        context.stop();
        server.close();
    }

    private void keep(Exchange exchange) {
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        bodies.add(exchange.getMessage().getBody(byte[].class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody("");
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int post(String path, byte[] body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(url(path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
