package io.crossdock.spi;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an adapter may know of the channel it works for; no secret is in it.
 *
 * @param currency ISO 4217; the currency the channel sells in
 * @param locations our locations whose stock the channel sells, in the order of the channel file
 * @param locationIds the system's own id of a location, by ours, in the order of the channel file; a location may have none
 * @param properties the system's own settings from the channel file, secrets left out
 * @param listings the channel's own keys of our items
 */
public record Channel(
        ChannelId id,
        String system,
        String currency,
        List<LocationId> locations,
        Map<LocationId, String> locationIds,
        Map<String, String> properties,
        Listings listings) {

    public Channel {
        locations = List.copyOf(locations);
        locationIds = Collections.unmodifiableMap(new LinkedHashMap<>(locationIds));
        properties = Map.copyOf(properties);
    }

    /** A channel that has our SKUs. */
    public Channel(
            ChannelId id,
            String system,
            String currency,
            List<LocationId> locations,
            Map<LocationId, String> locationIds,
            Map<String, String> properties) {
        this(id, system, currency, locations, locationIds, properties, Listings.SAME);
    }

    /** What is called like a channel and sells nothing: it has ISO 4217's code for no currency. */
    public static Channel withoutSales(ChannelId id, String system) {
        return new Channel(id, system, "XXX", List.of(), Map.of(), Map.of());
    }

    public OrderId orderId(String ownId) {
        return OrderId.of(id, ownId);
    }

    /** Our location for the system's id of it. */
    public Optional<LocationId> locationOf(String ownId) {
        return locationIds.entrySet().stream()
                .filter(entry -> entry.getValue().equals(ownId))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
