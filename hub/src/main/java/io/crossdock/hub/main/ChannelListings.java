package io.crossdock.hub.main;

import io.crossdock.hub.budget.AccountBudget;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.KameletUse;
import io.crossdock.hub.listings.ListingReconciliation;
import io.crossdock.hub.reconcile.KameletCall;
import io.crossdock.hub.sync.Lease;
import io.crossdock.hub.sync.SyncSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.Producer;

/** Makes the reconciliation of a channel's listings of its Kamelets. */
final class ChannelListings {

    private ChannelListings() {}

    /**
     * @param listings the Kamelet that reads back what the system shows
     * @param sharePercent how much of the account's limit it may use
     * @param over open once no request may begin any more
     */
    static ListingReconciliation of(
            CamelContext context,
            ChannelConfig channel,
            KameletUse listings,
            SyncSettings sync,
            int sharePercent,
            Duration grace,
            Producer<byte[], byte[]> producer,
            CountDownLatch over) {
        Clock clock = Clock.systemUTC();
        RateBudget share = AccountBudget.of(
                        context, channel.id().value(), channel.limit().rates())
                .comparison(sharePercent);
        return new ListingReconciliation(
                sync,
                KameletCall.listings(context, listings, channel.id(), () -> Lease.unpaid(over, share, clock)),
                share,
                producer,
                grace,
                clock);
    }
}
