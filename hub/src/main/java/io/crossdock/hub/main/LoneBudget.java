package io.crossdock.hub.main;

import io.crossdock.hub.budget.AccountBudgets;
import io.crossdock.hub.budget.SharedBudgets;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command's part of its channel's limit, beside the hubs that run, and the producer by which it says so. Where no hub
 * ever ran there is nothing to share; where this user may not write to their topic, the command has a budget of its own,
 * and tells.
 */
final class LoneBudget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoneBudget.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private SharedBudgets shared;

    private LoneBudget(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Binds it in the context, where the channel's Kamelets find it; returns once the command has joined.
     *
     * @param client what Kafka hears of who writes
     * @throws IllegalStateException when Kafka does not answer
     */
    static LoneBudget join(
            CamelContext context, ChannelConfig channel, KafkaClients clients, Topics topics, String client)
            throws InterruptedException {
        boolean isShared = clients.topicNames(ANSWER).contains(topics.budgets());
        LoneBudget lone = new LoneBudget(clients.producer(client));
        boolean isMade = false;
        try {
            if (isShared) {
                lone.join(context, channel, clients, topics);
            }
            isMade = true;
            return lone;
        } finally {
            if (!isMade) {
                lone.close();
            }
        }
    }

    private void join(CamelContext context, ChannelConfig channel, KafkaClients clients, Topics topics)
            throws InterruptedException {
        AccountBudgets budgets = new AccountBudgets(new SimpleMeterRegistry(), topics.prefix());
        budgets.add(channel.id().value(), channel.account(), channel.limit().rates());
        shared = SharedBudgets.start(clients, topics, producer, budgets, Clock.systemUTC());
        if (shared.awaitJoined(ANSWER)) {
            context.getRegistry().bind("budgets", budgets);
            return;
        }
        shared.close();
        LOG.warn(
                "{} cannot be written: beside the hubs that run, this command uses up to the whole limit of account {}",
                topics.budgets(),
                channel.account());
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    @Override
    public void close() {
        try {
            if (shared != null) {
                shared.close();
            }
        } finally {
            producer.close(CLOSE_WITHIN);
        }
    }
}
