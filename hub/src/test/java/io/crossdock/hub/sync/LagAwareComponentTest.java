package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A channel that is throttled holds pieces back, from its sync's own look at how late it is. */
class LagAwareComponentTest extends OffersComponentStories {

    private final AtomicInteger throttles = new AtomicInteger();

    LagAwareComponentTest(Backbone backbone) {
        super(backbone);
        taking = offer -> {
            if (throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw Failure.throttled("acme", "push", Duration.ofSeconds(4));
            }
            return OfferResult.confirmed(offer.sku());
        };
    }

    @Test
    void a_throttled_channel_shows_fewer_pieces_of_what_sells_and_all_of_them_once_it_has_recovered() throws Exception {
        // given
        start(Map.of(), settings("{lagAware: {after: 1s, memory: 1h, calm: 3s, most: 50}}"));
        stock("LAMP-1", 1, 100_000);
        awaitShown(Map.of("LAMP-1", 100_000L));
        // when 5 pieces are left, which sold fast, and the channel asks for 4 seconds
        throttles.set(1);
        stock("LAMP-1", 2, 5, Instant.now(), new ChannelTouch(new ChannelId("other"), 2));
        // then
        awaitShown(Map.of("LAMP-1", 0L));
        // when, then nothing else happens and the channel is fast
        awaitShown(Map.of("LAMP-1", 5L));
        SyncView view = SyncView.read(settings("{lagAware: true}"), "view");
        assertThat(view.all().map(item -> item.quantity().confirmed())).containsExactly(5L);
    }

    private SyncSettings settings(String stock) {
        return settings(FakeSystem.CHANNEL, ChannelText.stock(stock));
    }
}
