package io.crossdock.bench.orders;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.spi.Channel;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The channel whose orders are measured. */
public final class BenchChannel {

    public static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    /** How deliveries are called, before their number. */
    public static final String DELIVERY = "delivery-";

    private BenchChannel() {}

    public static InboundRecord inbound(int number, byte[] body) {
        return new InboundRecord(
                CHANNEL.id(),
                DELIVERY + number,
                "orders/create",
                OrderBodies.id(number),
                "application/json",
                body,
                Instant.EPOCH,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
}
