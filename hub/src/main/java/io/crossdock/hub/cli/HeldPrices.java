package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.kafka.PartitionScan;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.OfferView;
import io.crossdock.hub.sync.SyncSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The prices of a channel that are held, one partition after the other, so that only one is held in memory. */
final class HeldPrices {

    private final SyncSettings settings;
    private final ChannelAccess channels;
    private final PrintWriter err;

    /** @throws ConfigurationException where the channel's file holds no price back */
    HeldPrices(ChannelConfig config, ChannelAccess channels, PrintWriter err) {
        this.settings = channels.sync(config);
        this.channels = channels;
        this.err = err;
        if (config.prices().list() == null) {
            throw new ConfigurationException(List.of(new Problem(
                    "command line", "CHANNEL", "'" + config.id() + "' keeps its own prices", "one with a price list")));
        }
    }

    SyncSettings settings() {
        return settings;
    }

    void each(Consumer<OfferStanding> visitor) {
        String group =
                settings.topics().group("held-prices", settings.channel().id().value());
        try (PartitionScan scan = new PartitionScan(channels.clients(), group)) {
            OfferView view = new OfferView(settings);
            int partitions = scan.partitions(settings.topics().prices()).size();
            ReadingProgress progress = new ReadingProgress(err);
            for (int i = 0; i < partitions; i++) {
                int partition = i;
                List<TopicPartition> read = new ArrayList<>();
                view.topics().forEach(topic -> scan.partitions(topic).stream()
                        .filter(each -> each.partition() == partition)
                        .forEach(read::add));
                scan.read(read, view::accept, share -> progress.accept((partition + share) / partitions));
                view.held(partition).forEach(visitor);
                view.drop(partition);
            }
        }
    }
}
