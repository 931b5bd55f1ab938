package io.crossdock.bench.sync;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * All shops in a process of its own and on one thread, since they share the cores with what is measured. {@code PUT
 * /<channel>/offers} is for the hub, all else for whoever measures.
 */
public final class ShopServer extends AbstractVerticle {

    static final String READY = "listening";
    static final String OFFERS = "/offers";
    static final String MOOD = "/mood";
    static final String SHOWN = "/shown";
    static final String REQUESTS = "/requests";
    static final String SHOWING = "/showing/";

    private static final int TOO_MANY = 429;

    private final Map<String, Shop> shops = new TreeMap<>();
    private final int port;
    private final long answerMillis;

    private ShopServer(int port, int answerMillis, String[] channels, int articles) {
        this.port = port;
        this.answerMillis = answerMillis;
        for (String channel : channels) {
            shops.put(channel, new Shop(articles));
        }
    }

    /** @param args port, milliseconds to an answer, channels with commas, articles */
    public static void main(String[] args) throws Exception {
        ShopServer server = new ShopServer(
                Integer.parseInt(args[0]), Integer.parseInt(args[1]), args[2].split(","), Integer.parseInt(args[3]));
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1))
                .deployVerticle(server)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LoggerFactory.getLogger(ShopServer.class).info(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        HttpServerResponse response = request.response();
        if (path.startsWith(SHOWING)) {
            response.end(showing(Integer.parseInt(path.substring(SHOWING.length()))));
            return;
        }
        Shop shop = shops.get(path.substring(1, path.indexOf('/', 1)));
        if (request.method() == HttpMethod.PUT) {
            boolean isOffers = path.endsWith(OFFERS);
            request.body().onSuccess(body -> {
                if (isOffers) {
                    offers(shop, body, response);
                } else {
                    shop.behave(Shop.Mood.valueOf(body.toString()));
                    response.end();
                }
            });
        } else {
            response.end(path.endsWith(SHOWN) ? shop.shown() : Long.toString(shop.requests()));
        }
    }

    private void offers(Shop shop, Buffer body, HttpServerResponse response) {
        switch (shop.mood()) {
            case HUNG -> shop.refused();
            case THROTTLED -> {
                shop.refused();
                later(() -> response.setStatusCode(TOO_MANY)
                        .putHeader("Retry-After", "1")
                        .end());
            }
            case WELL, HALF -> {
                try {
                    String answer = shop.take(body.getBytes());
                    later(() -> response.putHeader("Content-Type", "application/json")
                            .end(answer));
                } catch (IOException e) {
                    response.setStatusCode(400).end();
                }
            }
        }
    }

    private void later(Runnable answer) {
        vertx.setTimer(answerMillis, timer -> answer.run());
    }

    /** How many articles of all shops show so many pieces or more, and when a shop last took an offer. */
    private String showing(int least) {
        long count =
                shops.values().stream().mapToLong(shop -> shop.showing(least)).sum();
        long last = shops.values().stream().mapToLong(Shop::changedMillis).max().orElse(0);
        return count + " " + last;
    }
}
