package io.crossdock.backbone;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ, an SQS server that keeps its queues in memory; it takes any region, key and secret. */
public final class SqsServer implements BackbonePart {

    private static final Config QUIET = ConfigFactory.parseString("""
            pekko {
              daemonic = on
              loglevel = WARNING
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              actor.default-dispatcher.fork-join-executor.parallelism-max = 4
            }
            """);

    private final int port = FreePort.find();
    private ActorSystem actors;

    SqsServer() {}

    /** For the SDK's endpoint override: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public synchronized void start() {
        if (actors != null) {
            return;
        }
        actors = ActorSystem.create("sqs", QUIET.withFallback(ConfigFactory.load(SqsServer.class.getClassLoader())));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withPort(port)
                .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
                .start();
        server.waitUntilStarted();
    }

    @Override
    public synchronized void discard() {
        if (actors == null) {
            return;
        }
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The SQS server does not end", e);
        }
        actors = null;
    }
}
