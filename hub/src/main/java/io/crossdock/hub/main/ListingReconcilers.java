package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ListingsRule;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.listings.ListingReconciler;
import io.crossdock.hub.listings.ListingReconciliation;
import io.crossdock.hub.sync.OffersConsumer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.Producer;

/** Reads back the listings of those channels that this process writes to. */
final class ListingReconcilers implements AutoCloseable {

    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<ListingReconciler> reconcilers = new ArrayList<>();

    private ListingReconcilers() {}

    /** @param context with the routes of the channels' syncs */
    static ListingReconcilers start(
            CamelContext context,
            Assembly assembly,
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            MeterRegistry meters) {
        ListingReconcilers started = new ListingReconcilers();
        for (ChannelConfig channel : assembly.served()) {
            Optional<OffersConsumer> sync =
                    OffersConsumer.of(context, channel.id().value());
            if (sync.isPresent() && channel.listingsRule().isPresent()) {
                ListingsRule rule = channel.listingsRule().get();
                ListingReconciliation reconciliation = ChannelListings.of(
                        context,
                        channel,
                        channel.listings().orElseThrow(),
                        ChannelSync.settings(channel, assembly.settings().topics(), clients),
                        rule.sharePercent(),
                        rule.grace(),
                        producer,
                        started.closing);
                started.reconcilers.add(new ListingReconciler(
                        reconciliation, rule, () -> sync.get().status().loaded(), meters));
            }
        }
        started.reconcilers.forEach(ListingReconciler::start);
        return started;
    }

    /** Why a channel's last reading did not come to its end; empty while all is well. */
    Optional<String> trouble(String channel) {
        return reconcilers.stream()
                .filter(reconciler -> reconciler.channel().equals(channel))
                .findFirst()
                .flatMap(ListingReconciler::trouble);
    }

    @Override
    public void close() {
        closing.countDown();
        reconcilers.forEach(ListingReconciler::close);
    }
}
