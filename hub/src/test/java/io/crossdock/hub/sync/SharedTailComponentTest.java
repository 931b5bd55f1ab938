package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Listings;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What all channels of a process follow is fetched once. */
class SharedTailComponentTest extends OffersComponentStories {

    private static final Channel OTHER = new Channel(
            new ChannelId("other-eu"),
            "acme",
            "EUR",
            FakeSystem.CHANNEL.locations(),
            Map.of(),
            Map.of(),
            Listings.SAME);

    private long version = 1;
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    SharedTailComponentTest(Backbone backbone) {
        super(backbone, OTHER);
    }

    @Test
    void once_channels_know_all_a_change_is_fetched_once_for_both() throws Exception {
        // given
        stock("A", 1, 5);
        start(Map.of(), settings(FakeSystem.CHANNEL, StockPolicy.ALL), settings(OTHER, StockPolicy.ALL));
        await().atMost(PATIENCE).until(() -> sent.size() >= 2);
        await().atMost(PATIENCE).until(() -> {
            // A change that both still fetched themselves is followed by another.
            double before = fetched(FakeSystem.CHANNEL) + fetched(OTHER);
            tell();
            return fetched(FakeSystem.CHANNEL) + fetched(OTHER) == before;
        });
        double own = fetched(FakeSystem.CHANNEL);
        double others = fetched(OTHER);
        double shared = fetched(topics.group("tail", "sync"));
        // when
        tell();
        // then
        assertThat(fetched(topics.group("tail", "sync"))).isEqualTo(shared + 1);
        assertThat(fetched(FakeSystem.CHANNEL)).isEqualTo(own);
        assertThat(fetched(OTHER)).isEqualTo(others);
    }

    /** Returns once both channels show it. */
    private void tell() {
        int before = sent.size();
        version++;
        stock("A", version, version);
        await().atMost(PATIENCE).until(() -> sent.size() >= before + 2);
    }

    private double fetched(Channel channel) throws Exception {
        return fetched(topics.group("sync", channel.id().value()));
    }

    /** Records of availability that came to a client, by Kafka's own metrics. */
    private double fetched(String client) throws Exception {
        Set<ObjectName> names = beans.queryNames(
                new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + client + ",topic=*"),
                null);
        double sum = 0;
        for (ObjectName name : names) {
            if (name.getKeyProperty("topic").contains(topics.availability())) {
                sum += (Double) beans.getAttribute(name, "records-consumed-total");
            }
        }
        return sum;
    }
}
