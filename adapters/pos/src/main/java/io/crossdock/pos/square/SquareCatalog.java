package io.crossdock.pos.square;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variations that were fetched with a record: a variation's id to our SKU. */
final class SquareCatalog {

    private final Map<String, SquareObject> objects = new HashMap<>();
    private final InboundRecord inbound;
    private final Channel channel;

    SquareCatalog(List<SquareObject> objects, InboundRecord inbound, Channel channel) {
        this.inbound = inbound;
        this.channel = channel;
        objects.forEach(object -> this.objects.put(object.id(), object));
    }

    /** @throws Failure {@code UNMAPPABLE} where the variation is unknown or has no SKU */
    Sku skuOf(String variation) {
        SquareObject object = objects.get(variation);
        if (object == null) {
            throw unmappable("variation " + variation + " is not in the catalog");
        }
        if (object.sku() == null || object.sku().isBlank()) {
            throw unmappable("variation " + variation + " has no SKU");
        }
        return new Sku(object.sku());
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }
}
