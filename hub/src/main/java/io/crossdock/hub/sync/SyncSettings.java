package io.crossdock.hub.sync;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Channel;
import java.util.Objects;

/**
 * What a channel's sync needs; bound in Camel's registry as {@code sync.<channel>}.
 *
 * @param limit requests: {@code 10/s}, {@code 60/m}, {@code 100/h} or {@code none}
 * @param batch offers a request at most; that of the channel's {@link io.crossdock.spi.OfferSink} or less
 * @param inFlight requests at the same time
 * @param clients makes this channel's own consumer and producer
 */
public record SyncSettings(
        Channel channel,
        StockPolicy stock,
        PricePolicy price,
        String limit,
        int batch,
        int inFlight,
        Topics topics,
        KafkaClients clients) {

    public SyncSettings {
        Objects.requireNonNull(channel, "channel");
        RateBudget.parse(limit);
        if (batch < 1 || inFlight < 1) {
            throw new IllegalArgumentException("batch and inFlight of channel " + channel.id() + " must be 1 or more");
        }
    }

    /** The settings that a channel file leads to. */
    public static SyncSettings of(ChannelConfig file, Topics topics, KafkaClients clients) {
        ChannelConfig.StockRule stock = file.stock();
        ChannelConfig.Limit limit = file.limit();
        return new SyncSettings(
                file.channel(),
                StockPolicy.parse(
                        stock.safety(),
                        stock.cap() == null ? null : Long.toString(stock.cap()),
                        stock.sharePercent() + "%",
                        Long.toString(stock.minimum())),
                new PricePolicy(file.priceList().orElse(null), file.channel().currency()),
                limit.requests(),
                limit.batch(),
                limit.inFlight(),
                topics,
                clients);
    }

    /** The name under which the registry holds a channel's settings. */
    public static String bean(String channel) {
        return "sync." + channel;
    }
}
