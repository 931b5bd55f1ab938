package io.crossdock.pos.square;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Translation;
import java.util.List;

/** Square's records by their kind; the webhooks themselves bring no events, {@link SquareFetch} completes them. */
public final class SquareTranslation implements Translation {

    @Override
    public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
        Facts facts = Facts.of(inbound, this);
        return switch (inbound.kind()) {
            case SquareFetch.ORDER ->
                SaleTranslation.events(Json.read(inbound, channel, FetchedOrder.class), inbound, channel, facts);
            case SquareFetch.COUNTS ->
                CountTranslation.events(Json.read(inbound, channel, FetchedCounts.class), inbound, channel, facts);
            default -> {
                if (SquareCodes.isWithoutNews(inbound.kind())) {
                    yield List.of();
                }
                throw Failure.unmappable(
                        channel.system(), "webhook", inbound.id(), "unknown type '" + inbound.kind() + "'");
            }
        };
    }

    /** What {@link SquareFetch} journals for an order. */
    record FetchedOrder(SquareOrder order, List<SquareObject> objects) {

        FetchedOrder {
            objects = objects == null ? List.of() : List.copyOf(objects);
        }
    }

    /** What {@link SquareFetch} journals for counts. */
    record FetchedCounts(List<SquareCount> counts, List<SquareObject> objects) {

        FetchedCounts {
            counts = counts == null ? List.of() : List.copyOf(counts);
            objects = objects == null ? List.of() : List.copyOf(objects);
        }
    }
}
