package io.crossdock.hub.channel;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.spi.Channel;
import java.time.Duration;
import java.util.Optional;

/**
 * A channel file, read and checked.
 *
 * @param channel what adapters may know of it
 * @param account whose limit it shares with other channels; its own name as a rule
 * @param stock how much of the available it shows
 * @param prices which prices it shows
 * @param limit how fast it may be written to
 * @param source how its records come in; empty for a channel that is only written to
 * @param fetch completes thin notifications; empty where the system sends none
 * @param sink how offers go out; empty for a channel that is only read
 * @param orders lists the system's orders; empty where it cannot
 * @param reconcile how often they are compared with the journal; empty where they are not
 * @param listings reads back what the system shows; empty where nothing does
 * @param listingsRule how often that is done; empty where it is not done by itself
 * @param observesFirst whether it is only observed while it is new and nobody has approved it
 * @param brake which pushes are held; empty where none is
 * @param resync after how long everything has been offered again; empty where that is not done by itself
 * @param level how late it may hear of changes
 */
public record ChannelConfig(
        String file,
        Channel channel,
        String account,
        StockPolicy stock,
        PricePolicy prices,
        Limit limit,
        Optional<KameletUse> source,
        KameletUse translate,
        Optional<KameletUse> fetch,
        Optional<KameletUse> sink,
        Optional<KameletUse> orders,
        Optional<ReconcileRule> reconcile,
        Optional<KameletUse> listings,
        Optional<ListingsRule> listingsRule,
        boolean observesFirst,
        Optional<BrakeRule> brake,
        Optional<Duration> resync,
        ServiceLevel level) {

    public ChannelId id() {
        return channel.id();
    }

    /**
     * @param rates requests and points, such as {@code 10/s}, see {@link io.crossdock.hub.budget.Rate}
     * @param batch offers a request at the most
     * @param inFlight requests at the same time
     * @param settles how long after it was begun a request without an answer may still be applied
     * @param perItem how often one item may be written; empty where nothing limits that
     */
    public record Limit(String rates, int batch, int inFlight, Duration settles, Optional<ItemQuota> perItem) {

        /** The same with no more offers a request than that. */
        Limit atMost(int offers) {
            return new Limit(rates, Math.min(batch, offers), inFlight, settles, perItem);
        }
    }
}
