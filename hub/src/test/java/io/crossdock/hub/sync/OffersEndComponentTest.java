package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** A hub ends, with requests on their way or without an answer. */
class OffersEndComponentTest extends OffersComponentStories {

    private static final Channel OTHER =
            new Channel(new ChannelId("acme-us"), "acme", "EUR", FakeSystem.CHANNEL.locations(), Map.of(), Map.of());

    private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();

    OffersEndComponentTest(Backbone backbone) {
        super(backbone, OTHER);
    }

    @Override
    List<OfferResult> answer(Exchange exchange) {
        leases.add(exchange.getProperty(Lease.PROPERTY, Lease.class));
        return super.answer(exchange);
    }

    @Test
    void a_stop_waits_for_the_request_on_its_way_and_its_receipt() throws Exception {
        // given
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        taking = offer -> {
            called.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                return OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "interrupted", e));
            }
            return OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        stock("A", 1, 5);
        called.await();
        // when
        Thread stopping = new Thread(context::stop);
        stopping.start();
        await().until(() -> context.getStatus().isStopping());
        released.countDown();
        stopping.join();
        // then
        assertThat(receipts()).containsOnlyKeys("A");
    }

    @Test
    void no_request_of_a_batch_begins_once_the_process_lets_the_channel_go() throws Exception {
        // given
        CamelContext context = start();
        stock("A", 1, 1);
        awaitShown(Map.of("A", 1L));
        Api api = leases.element().of(request -> new Answer(200, null, new byte[0]), "acme");
        Request patch = Request.json("patch", "PATCH", "/1", new byte[0]);
        assertThat(api.call(patch).status()).isEqualTo(200);
        // when
        context.stop();
        // then
        assertThatThrownBy(() -> api.call(patch)).isInstanceOf(Failure.class).hasMessageContaining("not sent");
    }

    @Test
    void channels_that_hang_end_side_by_side_in_time_and_are_told_again_afterwards() throws Exception {
        // given
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger called = new AtomicInteger();
        taking = offer -> {
            called.incrementAndGet();
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // hangs on, whoever asks
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "hung", null));
        };
        CamelContext context =
                start(Map.of(), settings(FakeSystem.CHANNEL, StockPolicy.ALL), settings(OTHER, StockPolicy.ALL));
        context.getShutdownStrategy().setTimeout(8);
        stock("A", 1, 1);
        await().untilAtomic(called, Matchers.equalTo(2));
        // when: as the hub does
        Instant before = Instant.now();
        context.getRoutes().forEach(route -> ((OffersConsumer) route.getConsumer()).endSoon());
        context.stop();
        // then one after the other they would take twice as long
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(12));
        assertThat(leftBehind()).startsWith("open until ");
        // when
        released.countDown();
        taking = offer -> OfferResult.confirmed(offer.sku());
        start();
        // then
        awaitShown(Map.of("A", 1L));
    }
}
