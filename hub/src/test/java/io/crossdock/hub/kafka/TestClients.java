package io.crossdock.hub.kafka;

import io.crossdock.backbone.Backbone;
import java.util.Map;

/** Clients of a test's own Kafka. */
public final class TestClients {

    /**
     * A consumer's end waits for the fetch that is on its way, half a second as a rule: for a hub in production nothing,
     * for tests that begin and end hundreds of consumers most of their time. A record that comes is told as soon as ever.
     */
    public static final String FETCH_WAIT_MILLIS = "50";

    private TestClients() {}

    public static KafkaClients of(Backbone backbone) {
        return of(backbone.kafka().bootstrapServers());
    }

    public static KafkaClients of(String brokers) {
        return new KafkaClients(Map.of("bootstrap.servers", brokers, "fetch.max.wait.ms", FETCH_WAIT_MILLIS));
    }
}
