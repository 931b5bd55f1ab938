package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * How a channel's sync stands.
 *
 * @param loaded whether it knows what is wanted and confirmed on all partitions; false in a process that stands by
 * @param paused why nothing is sent, such as {@code throttled until 2026-01-02T03:04:05Z}; empty where nothing hinders it
 * @param mode whether people let the channel be written to
 * @param braked what the brake holds, in words; empty where it holds nothing
 * @param pending items to be told, without those in flight
 * @param parked items that the channel refused, until something newer is wanted
 * @param held items whose price is held, since it moves too far or is beyond its limits
 * @param inFlight items on their way, up to the durable receipt
 * @param sent offers sent since the start, repeats included
 * @param confirmed offers confirmed since the start
 * @param failed offers that failed since the start, by kind
 * @param lagP50 from the cause's commit to the channel's answer, over the last 2048; null where there was none
 * @param lagP99 the same for 99 of 100
 */
public record SyncStatus(
        String channel,
        boolean loaded,
        Optional<String> paused,
        ChannelMode mode,
        Optional<String> braked,
        int pending,
        long parked,
        long held,
        int inFlight,
        long sent,
        long confirmed,
        Map<Failure.Kind, Long> failed,
        Duration lagP50,
        Duration lagP99) {

    public SyncStatus {
        failed = Map.copyOf(failed);
    }

    /** Every channel's, by the channel's name, of all {@code offers:} routes of a context. */
    public static Map<String, SyncStatus> all(CamelContext context) {
        Map<String, SyncStatus> all = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof OffersConsumer consumer) {
                SyncStatus status = consumer.status();
                all.put(status.channel(), status);
            }
        }
        return all;
    }
}
