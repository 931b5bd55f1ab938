package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.listings.ListingDifference;
import io.crossdock.hub.listings.ListingReconciliation;
import io.crossdock.hub.listings.ListingTally;
import java.time.Duration;
import java.util.function.IntConsumer;

/** One reconciliation of one channel's listings, by a process that runs nothing else. */
public final class ListingCheck implements AutoCloseable {

    private final LoneChannel camel;
    private final LoneBudget budget;
    private final ListingReconciliation reconciliation;

    private ListingCheck(Settings settings, ChannelConfig channel, LoneChannel camel, int sharePercent, Duration grace)
            throws InterruptedException {
        KafkaClients clients = new KafkaClients(settings.kafka());
        this.camel = camel;
        this.budget = LoneBudget.join(camel.context(), channel, clients, settings.topics(), "crossdock-listings");
        try {
            this.reconciliation = ChannelListings.of(
                    camel.context(),
                    channel,
                    channel.listings().orElseThrow(),
                    ChannelSync.settings(channel, settings.topics(), clients),
                    sharePercent,
                    grace,
                    budget.producer(),
                    camel.closing());
        } catch (RuntimeException e) {
            budget.close();
            throw e;
        }
    }

    /**
     * @param channel one whose listings can be read
     * @param sharePercent of the channel's limit of requests
     */
    public static ListingCheck of(Settings settings, ChannelConfig channel, int sharePercent, Duration grace)
            throws Exception {
        LoneChannel camel = LoneChannel.start(channel, CamelSettings.ofListings(settings, channel));
        try {
            return new ListingCheck(settings, channel, camel, sharePercent, grace);
        } catch (RuntimeException | InterruptedException e) {
            camel.close();
            throw e;
        }
    }

    /**
     * @param dryRun whether nothing is written
     * @param progress told the number of pages read so far
     * @throws io.crossdock.spi.Failure why the system did not show its listings
     * @throws IllegalStateException when no hub has run for the channel yet
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public ListingTally run(boolean dryRun, IntConsumer progress) throws InterruptedException {
        return dryRun ? reconciliation.dryRun(camel::pause, progress) : reconciliation.run(camel::pause, progress);
    }

    /** What the channel's sync would write, were it to begin now; as {@link #run} otherwise. */
    public ListingDifference difference(IntConsumer progress) throws InterruptedException {
        return reconciliation.difference(camel::pause, progress);
    }

    @Override
    public void close() {
        try {
            camel.close();
        } finally {
            budget.close();
        }
    }
}
