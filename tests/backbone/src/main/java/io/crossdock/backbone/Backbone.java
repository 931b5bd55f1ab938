package io.crossdock.backbone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The servers that Crossdock runs against when nobody brought their own.
 *
 * <pre>{@code
 * try (Backbone backbone = Backbone.start(Part.KAFKA, Part.POSTGRES)) {
 *     backbone.kafka().bootstrapServers();
 *     backbone.postgres().createDatabase("erp");
 * }
 * }</pre>
 */
public final class Backbone implements AutoCloseable {

    private final RunFolder folder = RunFolder.create();
    private final Map<Part, BackbonePart> parts = new ConcurrentHashMap<>();
    private final Consumer<String> progress;

    private Backbone(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Starts the parts side by side and returns once all of them answer.
     *
     * @throws IllegalStateException when one does not start; its message holds the last lines of its log
     */
    public static Backbone start(Part... wanted) {
        return start(line -> {}, wanted);
    }

    /**
     * As {@link #start(Part...)}, and tells of each part that is ready.
     *
     * @param progress takes lines such as {@code kafka ready in 3.4 s}; called from several threads
     */
    public static Backbone start(Consumer<String> progress, Part... wanted) {
        Backbone backbone = new Backbone(progress);
        try {
            backbone.require(wanted);
            return backbone;
        } catch (RuntimeException e) {
            backbone.close();
            throw e;
        }
    }

    /** Starts those of the parts that do not run yet. */
    public synchronized void require(Part... wanted) {
        Map<Part, CompletableFuture<Void>> starting = new EnumMap<>(Part.class);
        for (Part part : wanted) {
            if (!parts.containsKey(part)) {
                starting.computeIfAbsent(part, this::startInBackground);
            }
        }
        List<Throwable> failures = new ArrayList<>();
        starting.values().forEach(future -> future.exceptionally(failure -> {
                    failures.add(failure instanceof CompletionException ? failure.getCause() : failure);
                    return null;
                })
                .join());
        if (!failures.isEmpty()) {
            IllegalStateException e = new IllegalStateException(failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(e::addSuppressed);
            throw e;
        }
    }

    /** Where this run keeps its data and logs; other processes that shall end with it carry its mark. */
    public RunFolder folder() {
        return folder;
    }

    public KafkaBroker kafka() {
        return started(Part.KAFKA, KafkaBroker.class);
    }

    public PostgresServer postgres() {
        return started(Part.POSTGRES, PostgresServer.class);
    }

    public MariaDbServer mariaDb() {
        return started(Part.MARIADB, MariaDbServer.class);
    }

    public SqsServer sqs() {
        return started(Part.SQS, SqsServer.class);
    }

    /** Ends every part and deletes the run's folder; the data is thrown away. */
    @Override
    public synchronized void close() {
        try {
            parts.values().forEach(BackbonePart::discard);
            parts.clear();
        } finally {
            folder.close();
        }
    }

    private CompletableFuture<Void> startInBackground(Part part) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        startPart(part);
                        ready.complete(null);
                    } catch (Throwable t) {
                        // Every failure must reach the caller, a NoClassDefFoundError too, or it would wait for ever.
                        ready.completeExceptionally(t);
                    }
                },
                "backbone-" + part);
        thread.setDaemon(true);
        thread.start();
        return ready;
    }

    private void startPart(Part part) {
        long startedNanos = System.nanoTime();
        BackbonePart server =
                switch (part) {
                    case KAFKA -> new KafkaBroker(folder);
                    case POSTGRES -> new PostgresServer(folder, Unprivileged.detect());
                    case MARIADB -> new MariaDbServer(folder, Unprivileged.detect());
                    case SQS -> new SqsServer();
                };
        // Before it is started: what started by half is discarded on close as well.
        parts.put(part, server);
        try {
            server.start();
        } catch (RuntimeException e) {
            parts.remove(part);
            server.discard();
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        progress.accept(String.format(Locale.ROOT, "%s ready in %.1f s", part, took.toMillis() / 1000.0));
    }

    private <T extends BackbonePart> T started(Part part, Class<T> type) {
        BackbonePart server = parts.get(part);
        if (server == null) {
            throw new IllegalStateException("The backbone was started without " + part);
        }
        return type.cast(server);
    }
}
