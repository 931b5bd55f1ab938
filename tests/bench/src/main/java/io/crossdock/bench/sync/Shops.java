package io.crossdock.bench.sync;

import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.RunFolder;
import io.crossdock.bench.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The channels' shops, seen by whoever measures. */
final class Shops implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> channels;
    private final JavaProcess process;
    private final int port;

    private Shops(List<String> channels, JavaProcess process, int port) {
        this.channels = channels;
        this.process = process;
        this.port = port;
    }

    /**
     * Where the shops stood at one moment.
     *
     * @param count of articles, in all shops together
     * @param lastMillis when one of them last took an offer, in milliseconds since 1970
     */
    record Showing(long count, long lastMillis) {}

    /** @param answerMillis how long a shop takes for an answer */
    static Shops start(RunFolder folder, int channels, int articles, int answerMillis) {
        List<String> names = IntStream.rangeClosed(1, channels)
                .mapToObj(number -> "acme-" + number)
                .toList();
        int port = FreePort.find();
        JavaProcess process = JavaProcess.start(
                folder,
                "shops",
                Map.of(),
                List.of("-Xmx128m"),
                List.of(
                        ShopServer.class.getName(),
                        Integer.toString(port),
                        Integer.toString(answerMillis),
                        String.join(",", names),
                        Integer.toString(articles)));
        try {
            process.awaitLine(ShopServer.READY, PATIENCE);
            return new Shops(names, process, port);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** The channels' names. */
    List<String> channels() {
        return channels;
    }

    String offersUrl(String channel) {
        return "http://127.0.0.1:" + port + "/" + channel + ShopServer.OFFERS;
    }

    void behave(String channel, Shop.Mood mood) {
        ask(channel + ShopServer.MOOD, "PUT", BodyPublishers.ofString(mood.name()));
    }

    /** How many articles show so many pieces or more. */
    Showing showing(int least) {
        String[] told = get(ShopServer.SHOWING.substring(1) + least).split(" ");
        return new Showing(Long.parseLong(told[0]), Long.parseLong(told[1]));
    }

    /** What a channel's shop shows, by the article's number. */
    int[] shown(String channel) {
        return Stream.of(get(channel + ShopServer.SHOWN).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Requests with offers so far. */
    long requests(String channel) {
        return Long.parseLong(get(channel + ShopServer.REQUESTS));
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.cpu();
    }

    private String get(String path) {
        return ask(path, "GET", BodyPublishers.noBody());
    }

    private String ask(String path, String method, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(PATIENCE)
                .method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("the shops do not answer:\n" + process.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
