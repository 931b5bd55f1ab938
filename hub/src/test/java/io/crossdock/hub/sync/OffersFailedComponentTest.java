package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that does not take what it is told, or not at once, or says so in a broken way. */
class OffersFailedComponentTest extends OffersComponentStories {

    private final LateChannel late = new LateChannel();

    OffersFailedComponentTest(Backbone backbone) {
        super(backbone);
    }

    @AfterEach
    void closeChannel() {
        late.close();
    }

    @Test
    void a_failing_item_blocks_no_other_and_a_refused_one_is_reported_once() throws Exception {
        // given
        taking = offer -> switch (offer.sku().value()) {
            case "AWAY" -> OfferResult.failed(offer.sku(), Failure.unavailable("acme", "push", "status 503", null));
            case "WRONG" -> OfferResult.failed(offer.sku(), Failure.rejected("acme", "push", "WRONG", "unknown"));
            default -> OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        // when
        stock("AWAY", 1, 1);
        stock("WRONG", 1, 1);
        stock("A", 1, 1);
        stock("B", 1, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L));
        await().until(() -> status(context).parked() == 1);
        assertThat(problems).hasSize(1);
        assertThat(problems.peek().failure()).hasMessage("acme push WRONG: unknown");
        assertThat(problems.peek().traceparent()).isEqualTo(TRACE);
        // when it is mended
        taking = offer -> OfferResult.confirmed(offer.sku());
        stock("WRONG", 2, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L, "AWAY", 1L, "WRONG", 1L));
    }

    @Test
    void a_throttled_channel_is_left_alone_for_as_long_as_it_asked() throws Exception {
        // given
        List<Instant> calls = new ArrayList<>();
        taking = offer -> {
            synchronized (calls) {
                calls.add(Instant.now());
                return calls.size() == 1
                        ? OfferResult.failed(offer.sku(), Failure.throttled("acme", "push", Duration.ofMillis(1500)))
                        : OfferResult.confirmed(offer.sku());
            }
        };
        CamelContext context = start(Map.of(), settings(FakeSystem.CHANNEL, StockPolicy.ALL, "100/s", 1));
        await().until(() -> status(context).loaded());
        // when
        stock("A", 1, 1);
        await().until(() -> status(context)
                .paused()
                .filter(reason -> reason.startsWith("throttled until"))
                .isPresent());
        stock("B", 1, 1);
        // then
        awaitShown(Map.of("A", 1L, "B", 1L));
        assertThat(Duration.between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
        assertThat(calls).hasSize(3);
    }

    @Test
    void what_was_cut_off_and_lands_late_is_followed_by_the_newest() throws Exception {
        // given
        taking = late::take;
        late.cut(1, Duration.ofMillis(700));
        CamelContext context = start();
        stock("A", 1, 5);
        await().until(() -> late.cutsLeft() == 0 && status(context).inFlight() == 0);
        // when
        stock("A", 2, 4);
        stock("A", 3, 3);
        stock("B", 1, 9);
        // then
        await().atMost(Duration.ofSeconds(60)).until(() -> Long.valueOf(3).equals(late.shown("A")));
        assertThat(late.ledger()).containsExactlyInAnyOrder(9L, 5L, 3L).containsSubsequence(5L, 3L);
    }

    @Test
    void a_broken_result_leaves_no_item_in_flight_for_ever() throws Exception {
        // given
        AtomicInteger calls = new AtomicInteger();
        taking = offer -> calls.incrementAndGet() == 1
                ? new OfferResult(offer.sku(), null, null)
                : OfferResult.confirmed(offer.sku());
        CamelContext context = start();
        // when
        stock("A", 1, 1);
        // then
        awaitShown(Map.of("A", 1L));
        await().until(() -> status(context).inFlight() == 0);
    }

    @Test
    void an_error_in_the_route_is_no_end_and_no_loop() throws Exception {
        // given
        AtomicInteger calls = new AtomicInteger();
        taking = offer -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("a programming error");
            }
            return OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        // when
        stock("A", 1, 1);
        // then
        awaitShown(Map.of("A", 1L));
        assertThat(status(context).failed()).containsExactly(Map.entry(Failure.Kind.UNAVAILABLE, 2L));
    }
}
