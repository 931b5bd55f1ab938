package io.crossdock.marketplaces.amazon;

import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Fetch;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import java.util.Optional;

/**
 * Completes {@code ORDER_CHANGE}: the order as {@code getOrder} answers it, as kind {@code order} and {@code {"order":
 * ..}}. With the channel's property {@code recipient: include} the ship-to address is in it, for which Amazon must have
 * granted the application its restricted data.
 */
public final class AmazonFetch implements Fetch {

    static final String ORDER_CHANGE = "ORDER_CHANGE";
    static final String ORDER = "order";

    @Override
    public Optional<InboundRecord> fetch(InboundRecord thin, Channel channel, Api api) {
        if (!ORDER_CHANGE.equals(thin.kind())) {
            return Optional.empty();
        }
        AmazonNotification notification = Json.read(thin, channel, AmazonNotification.class);
        if (notification.isFulfilledByAmazon()) {
            return Optional.empty();
        }
        String orderId = notification
                .orderId()
                .orElseThrow(() ->
                        Failure.unmappable(channel.system(), thin.kind(), thin.id(), "it does not name an order"));
        byte[] order = new AmazonClient(channel, api).order(orderId, dataSets(channel));
        return Optional.of(new InboundRecord(
                thin.channel(),
                orderId + "@" + thin.id(),
                ORDER,
                orderId,
                "application/json",
                order,
                thin.receivedAt(),
                thin.traceparent()));
    }

    /** What of an order the channel asks for, as Amazon's {@code includedData}. */
    static String dataSets(Channel channel) {
        String recipient = channel.properties().getOrDefault("recipient", "omit");
        return switch (recipient) {
            case "include" -> "FULFILLMENT,RECIPIENT";
            case "omit" -> "FULFILLMENT";
            default ->
                throw new IllegalStateException(
                        "channel " + channel.id() + ": recipient is '" + recipient + "'; allowed: omit, include");
        };
    }
}
