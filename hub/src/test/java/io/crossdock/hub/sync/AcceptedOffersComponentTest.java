package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A channel that accepts offers and tells later what became of them, with a hub that may end in between. */
class AcceptedOffersComponentTest extends OffersComponentStories {

    private static final Sku MUG = new Sku("MUG-1");

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<Sku, OfferResult> results = new ConcurrentHashMap<>();
    private volatile CountDownLatch questions = new CountDownLatch(0);
    private volatile Duration within = Duration.ofMinutes(10);

    AcceptedOffersComponentTest(Backbone backbone) {
        super(backbone);
        taking = offer -> {
            told.add(offer.sku() + "=" + offer.quantity());
            return OfferResult.accepted(offer.sku(), ticket(offer.sku()));
        };
    }

    @Test
    void a_hub_that_ended_in_between_neither_sends_again_nor_forgets_and_the_newest_follows_the_result()
            throws Exception {
        // given
        CamelContext first = start();
        stock("LAMP-1", 1, 5);
        await().atMost(PATIENCE).until(() -> asked.contains("LAMP-1=5 by import-LAMP-1"));
        // when
        first.stop();
        asked.clear();
        stock("LAMP-1", 2, 3);
        start();
        await().atMost(PATIENCE).until(() -> asked.contains("LAMP-1=5 by import-LAMP-1"));
        // then
        assertThat(told).containsExactly("LAMP-1=5");
        assertThat(view().quantity().confirmed()).isNull();
        // when
        results.put(LAMP, OfferResult.confirmed(LAMP));
        // then
        await().atMost(PATIENCE)
                .until(() -> view().quantity().confirmed() != null
                        && view().quantity().confirmed() == 3);
        assertThat(told).containsExactly("LAMP-1=5", "LAMP-1=3");
    }

    @Test
    void each_item_has_its_own_result_and_a_refused_one_is_told() throws Exception {
        // given
        start();
        results.put(LAMP, OfferResult.confirmed(LAMP));
        results.put(MUG, OfferResult.failed(MUG, Failure.rejected("acme", "import", "MUG-1", "unknown article")));
        // when
        stock("LAMP-1", 1, 5);
        stock("MUG-1", 1, 6);
        // then
        await().atMost(PATIENCE).until(() -> problems.size() == 1);
        assertThat(problems.peek().offer().sku()).isEqualTo(MUG);
        assertThat(problems.peek().failure()).hasMessageContaining("unknown article");
        await().atMost(PATIENCE).until(() -> view().quantity().confirmed() != null);
    }

    @Test
    void what_has_no_result_in_time_is_sent_again() throws Exception {
        // given
        within = Duration.ofMillis(300);
        start();
        // when
        stock("LAMP-1", 1, 5);
        // then
        await().atMost(PATIENCE).until(() -> told.size() > 1);
        assertThat(told).allMatch("LAMP-1=5"::equals);
    }

    @Test
    void many_are_asked_about_in_several_requests_at_the_same_time() throws Exception {
        // given a system that answers no question before it has heard another one
        questions = new CountDownLatch(2);
        start();
        // when
        for (int i = 0; i < 25; i++) {
            Sku sku = new Sku("CUP-" + i);
            results.put(sku, OfferResult.confirmed(sku));
            stock("CUP-" + i, 1, 5);
        }
        // then
        assertThat(questions.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Override
    List<OfferResult> answer(Exchange exchange) {
        List<?> accepted = exchange.getProperty(ChannelAction.ACCEPTED, List.class);
        if (accepted == null) {
            return super.answer(exchange);
        }
        awaitQuestions();
        return accepted.stream()
                .map(AcceptedOffer.class::cast)
                .map(this::result)
                .toList();
    }

    private void awaitQuestions() {
        questions.countDown();
        try {
            questions.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OfferResult result(AcceptedOffer accepted) {
        Offer offer = accepted.offer();
        asked.add(offer.sku() + "=" + offer.quantity() + " by " + accepted.ticket());
        return results.getOrDefault(offer.sku(), OfferResult.accepted(offer.sku(), ticket(offer.sku())));
    }

    private Ticket ticket(Sku sku) {
        return new Ticket("import-" + sku, Duration.ofMillis(100), within, false);
    }

    private ItemView view() {
        return SyncView.read(settings(FakeSystem.CHANNEL, StockPolicy.ALL), "view-" + UUID.randomUUID())
                .all()
                .filter(item -> item.sku().equals(LAMP))
                .findFirst()
                .orElseThrow();
    }
}
