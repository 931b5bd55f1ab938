package io.crossdock.marketplaces.amazon;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Translation;
import java.util.List;

/** Amazon's records by their kind; notifications bring no events themselves, {@link AmazonFetch} completes them. */
public final class AmazonTranslation implements Translation {

    @Override
    public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
        if (AmazonFetch.ORDER.equals(inbound.kind())) {
            AmazonOrder order =
                    Json.read(inbound, channel, AmazonOrder.Fetched.class).order();
            return OrderTranslation.events(order, inbound, channel, Facts.of(inbound, this));
        }
        String type = inbound.kind().isEmpty()
                ? Json.read(inbound, channel, AmazonNotification.class).type()
                : inbound.kind();
        if (type != null && AmazonCodes.isWithoutNews(type)) {
            return List.of();
        }
        throw Failure.unmappable(channel.system(), "notification", inbound.id(), "unknown type '" + type + "'");
    }
}
