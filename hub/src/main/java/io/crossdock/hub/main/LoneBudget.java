package io.crossdock.hub.main;

import io.crossdock.hub.budget.AccountBudgets;
import io.crossdock.hub.budget.SharedBudgets;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * A command's part of its channel's limit, beside the hubs that run. Where there are none yet, or this user may not write
 * to their topic, the command has a budget of its own.
 */
final class LoneBudget implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final SharedBudgets shared;

    private LoneBudget(SharedBudgets shared) {
        this.shared = shared;
    }

    /** Binds it in the context, where the channel's Kamelets find it; returns once the command has joined. */
    static LoneBudget join(
            CamelContext context,
            ChannelConfig channel,
            KafkaClients clients,
            Topics topics,
            Producer<byte[], byte[]> producer)
            throws InterruptedException {
        if (!isThere(clients, topics.budgets())) {
            return new LoneBudget(null);
        }
        AccountBudgets budgets = new AccountBudgets(new SimpleMeterRegistry(), topics.prefix());
        budgets.add(channel.id().value(), channel.account(), channel.limit().requests());
        SharedBudgets shared = SharedBudgets.start(clients, topics, producer, budgets, Clock.systemUTC());
        if (!shared.awaitJoined(ANSWER)) {
            shared.close();
            return new LoneBudget(null);
        }
        context.getRegistry().bind("budgets", budgets);
        return new LoneBudget(shared);
    }

    private static boolean isThere(KafkaClients clients, String topic) throws InterruptedException {
        try (Admin admin = clients.admin()) {
            return admin.listTopics()
                    .names()
                    .get(ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .contains(topic);
        } catch (ExecutionException | TimeoutException e) {
            // Whatever reads Kafka next tells why.
            return false;
        }
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
