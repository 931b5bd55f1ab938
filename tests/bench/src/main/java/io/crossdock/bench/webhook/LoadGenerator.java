package io.crossdock.bench.webhook;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends webhooks over a fixed number of connections from one thread, since it shares the cores with what it measures. */
final class LoadGenerator implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context thread = vertx.getOrCreateContext();
    private final int connections;

    LoadGenerator(int connections) {
        this.connections = connections;
    }

    /** As many as the server takes: each connection sends its next webhook once the one before was answered. */
    Answers closedLoop(int port, SignedWebhooks webhooks, Duration lasting) {
        return run(port, webhooks, lasting, 0);
    }

    /**
     * So many a second, whatever the server does: a webhook that had to wait for a connection is as late as it is, since
     * its latency counts from the time at which it should have been sent.
     */
    Answers openLoop(int port, SignedWebhooks webhooks, Duration lasting, int perSecond) {
        return run(port, webhooks, lasting, perSecond);
    }

    private Answers run(int port, SignedWebhooks webhooks, Duration lasting, int perSecond) {
        CompletableFuture<Answers> result = new CompletableFuture<>();
        thread.runOnContext(begin -> new Run(webhooks, lasting, perSecond, result).connect(port));
        try {
            return result.get(lasting.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("the load generator did not come to an end", e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One run; all of it on one thread. */
    private final class Run {
        private final SignedWebhooks webhooks;
        private final long lastingNanos;
        private final long intervalNanos;
        private final CompletableFuture<Answers> result;
        private final NetClient client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setReconnectAttempts(0));
        private final List<Sender> senders = new ArrayList<>();
        private final ArrayDeque<Sender> idle = new ArrayDeque<>();
        private final int[] accepted;
        private long[] latencies = new long[1 << 16];
        private int answers;
        private int refused;
        private int next;
        private long sent;
        private long beganNanos;
        private long ticks;

        Run(SignedWebhooks webhooks, Duration lasting, int perSecond, CompletableFuture<Answers> result) {
            this.webhooks = webhooks;
            this.lastingNanos = lasting.toNanos();
            this.intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
            this.result = result;
            this.accepted = new int[webhooks.count()];
        }

        void connect(int port) {
            for (int i = 0; i < connections; i++) {
                client.connect(port, "127.0.0.1")
                        .onFailure(result::completeExceptionally)
                        .onSuccess(this::connected);
            }
        }

        private void connected(NetSocket socket) {
            Sender[] sender = new Sender[1];
            sender[0] = new Sender(socket, status -> answered(sender[0], status));
            senders.add(sender[0]);
            if (senders.size() == connections) {
                begin();
            }
        }

        private void begin() {
            beganNanos = System.nanoTime();
            idle.addAll(senders);
            if (intervalNanos > 0) {
                ticks = vertx.setPeriodic(1, tick -> sendDue());
            }
            sendDue();
        }

        private void sendDue() {
            long now = System.nanoTime();
            while (!idle.isEmpty() && isDue(now)) {
                idle.poll().send(webhooks, next, intervalNanos == 0 ? now : beganNanos + sent * intervalNanos);
                next = (next + 1) % webhooks.count();
                sent++;
            }
            if (idle.size() == connections && now - beganNanos >= lastingNanos) {
                end(now);
            }
        }

        /** What should have been sent within the time is sent, however late. */
        private boolean isDue(long now) {
            return intervalNanos == 0
                    ? now - beganNanos < lastingNanos
                    : sent * intervalNanos < lastingNanos && beganNanos + sent * intervalNanos <= now;
        }

        private void answered(Sender sender, int status) {
            if (status == 0) {
                result.completeExceptionally(new IllegalStateException("a connection was closed"));
                return;
            }
            if (answers == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * latencies.length);
            }
            latencies[answers++] = System.nanoTime() - sender.intendedNanos();
            if (status / 100 == 2) {
                accepted[sender.place()]++;
            } else {
                refused++;
            }
            idle.add(sender);
            sendDue();
        }

        private void end(long now) {
            vertx.cancelTimer(ticks);
            senders.forEach(Sender::close);
            client.close();
            result.complete(new Answers(
                    accepted, refused, Arrays.copyOf(latencies, answers), Duration.ofNanos(now - beganNanos)));
        }
    }
}
