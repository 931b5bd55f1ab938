package io.crossdock.hub.sync;

import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import java.time.Duration;
import java.util.Objects;

/**
 * What a channel's sync needs; bound in Camel's registry as {@code sync.<channel>}.
 *
 * @param limit as {@link RateBudget#parse} reads it
 * @param batch offers a request at most; that of the channel's {@link io.crossdock.spi.OfferSink} or less
 * @param inFlight requests at the same time
 * @param settles how long after it was begun a request without an answer may still be applied by the channel
 * @param clients makes this channel's own consumer and producer
 * @param perItem how often one item may be written; null where nothing limits that
 */
public record SyncSettings(
        Channel channel,
        StockPolicy stock,
        PricePolicy price,
        String limit,
        int batch,
        int inFlight,
        Duration settles,
        Topics topics,
        KafkaClients clients,
        ItemQuota perItem) {

    /** Of a system that lets an item be written as often as it changes. */
    public SyncSettings(
            Channel channel,
            StockPolicy stock,
            PricePolicy price,
            String limit,
            int batch,
            int inFlight,
            Duration settles,
            Topics topics,
            KafkaClients clients) {
        this(channel, stock, price, limit, batch, inFlight, settles, topics, clients, null);
    }

    public SyncSettings {
        Objects.requireNonNull(channel, "channel");
        RateBudget.parse(limit);
        if (settles == null || settles.isNegative()) {
            throw new IllegalArgumentException("settles of channel " + channel.id() + " must be 0 or more");
        }
        if (batch < 1 || inFlight < 1) {
            throw new IllegalArgumentException("batch and inFlight of channel " + channel.id() + " must be 1 or more");
        }
    }

    /** Whether the policy needs items' categories, which are in a topic of their own. */
    boolean asksForCategory() {
        return stock.asksForCategory() || price.asksForCategory();
    }

    /** The name under which the registry holds a channel's settings. */
    public static String bean(String channel) {
        return "sync." + channel;
    }
}
