package io.crossdock.conformance;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Translation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A small adapter that keeps every law, to be broken by a test in one place. */
class KioskTranslation implements Translation {

    record Count(String sku, BigDecimal pieces, Instant at, String contactName) {}

    @Override
    public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
        if (inbound.kind().equals("ping")) {
            return List.of();
        }
        Count count = Json.read(inbound, channel, Count.class);
        if (count.pieces() == null || count.sku() == null || count.at() == null) {
            throw Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), "a count without its parts");
        }
        LocationId location = channel.locations().get(0);
        return List.of(Facts.of(inbound, this)
                .event(
                        new StockCounted(new Sku(count.sku()), location, count.pieces()),
                        count.sku() + "@" + count.at(),
                        count.at()));
    }
}
