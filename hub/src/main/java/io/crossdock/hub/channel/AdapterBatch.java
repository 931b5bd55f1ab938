package io.crossdock.hub.channel;

import io.crossdock.spi.OfferSink;
import java.util.Objects;

/** How many offers the adapter of a sink puts into a request: whoever takes more from the queue lets them grow old. */
final class AdapterBatch {

    private static final String CLASS = "#class:";

    private AdapterBatch() {}

    /** As many as one likes where the Kamelet's own template makes the request, and has no {@link OfferSink}. */
    static int of(KameletDefinition sink) {
        return sink.beans().stream()
                .map(bean -> bean.properties().get("offers"))
                .filter(Objects::nonNull)
                .filter(type -> type.startsWith(CLASS))
                .mapToInt(type -> batch(type.substring(CLASS.length())))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static int batch(String type) {
        try {
            return Class.forName(type)
                    .asSubclass(OfferSink.class)
                    .getConstructor()
                    .newInstance()
                    .batch();
        } catch (ReflectiveOperationException | ClassCastException e) {
            // Whoever starts the Kamelet is told what is wrong with the class.
            return Integer.MAX_VALUE;
        }
    }
}
