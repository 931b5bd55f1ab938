package io.crossdock.hub.main;

import io.crossdock.hub.budget.AccountBudget;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.KameletUse;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.reconcile.KameletCall;
import io.crossdock.hub.reconcile.Reconciliation;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.Producer;

/** Makes a channel's reconciliation of its Kamelets. */
final class ChannelReconciliation {

    /** Of the channel's limit, so that offers and fetches hardly notice it. */
    private static final int SHARE_PERCENT = 20;

    private ChannelReconciliation() {}

    /** @param orders the Kamelet that lists the system's orders */
    static Reconciliation of(
            CamelContext context,
            ChannelConfig channel,
            KameletUse orders,
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            Topics topics,
            Sealing sealing) {
        return new Reconciliation(
                channel.id(),
                channel.channel().system(),
                KameletCall.orders(context, orders, channel.id()),
                KameletCall.translation(context, channel.translate(), channel.id()),
                clients,
                producer,
                topics,
                sealing,
                AccountBudget.of(context, channel.id().value(), channel.limit().rates())
                        .comparison(SHARE_PERCENT),
                Clock.systemUTC());
    }
}
