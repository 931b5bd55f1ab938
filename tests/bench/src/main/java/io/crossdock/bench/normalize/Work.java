package io.crossdock.bench.normalize;

import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.util.Map;

/**
 * Where a contender finds its records and puts its events: one journal, the canonical topics of one prefix.
 *
 * @param brokers host and port
 * @param prefix of topics and groups; each journal has one of its own
 */
record Work(String brokers, String prefix) {

    /** The most records of a batch, the normalize route's own; everybody's. */
    static final int BATCH = 1_000;

    Topics topics() {
        return new Topics(prefix);
    }

    ChannelId channel() {
        return BenchChannel.CHANNEL.id();
    }

    String journal() {
        return topics().journal(channel());
    }

    String orders() {
        return topics().orders();
    }

    /** The hub's own settings, which every contender gets: acks=all, idempotent, lz4, no auto commit. */
    KafkaClients clients() {
        return new KafkaClients(Map.of("bootstrap.servers", brokers));
    }
}
