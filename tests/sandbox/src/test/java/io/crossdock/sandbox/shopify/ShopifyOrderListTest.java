package io.crossdock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopifyOrderListTest {

    private static final String PATH = "/admin/api/2026-01/orders.json";

    private final SettableClock clock = new SettableClock();
    private final ShopifySandbox shop = new ShopifySandbox(Worlds.setup("shopify-us", "USD", clock));
    private final Caller caller = Caller.of(shop).with("X-Shopify-Access-Token", shop.accessToken());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void pages_lead_through_the_orders_of_a_span_by_the_link_alone() throws Exception {
        // given
        String early = place();
        clock.advance(Duration.ofMinutes(10));
        List<String> wanted = List.of(place(), place(), place());
        shop.cancelOrder(wanted.get(1));
        clock.advance(Duration.ofMinutes(10));
        place();

        // when
        List<String> listed = new ArrayList<>();
        String next =
                PATH + "?status=any&limit=2&updated_at_min=2026-03-02T09:20:00Z&updated_at_max=2026-03-02T09:30:00Z";
        while (next != null) {
            Caller.Answer page = caller.get(next);
            assertThat(page.status()).isEqualTo(200);
            page.json()
                    .path("orders")
                    .forEach(order -> listed.add(order.path("id").asText()));
            next = page.http()
                    .headers()
                    .firstValue("Link")
                    .map(link -> link.substring(link.indexOf(PATH), link.indexOf('>')))
                    .orElse(null);
        }

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(wanted).doesNotContain(early);
    }

    @Test
    void beside_a_page_no_filter_is_taken() throws Exception {
        assertThat(caller.get(PATH + "?status=any&page_info=abc").status()).isEqualTo(400);
        assertThat(caller.get(PATH + "?page_info=abc").status()).isEqualTo(400);
        assertThat(caller.get(PATH + "?limit=251").status()).isEqualTo(400);
        assertThat(caller.get("/admin/api/2019-01/orders.json").status()).isEqualTo(404);
    }

    @Test
    void a_stranger_and_whoever_asks_too_often_get_nothing() throws Exception {
        // given
        shop.limitRest(1, 0.1);

        // when
        Caller.Answer stranger = Caller.of(shop).get(PATH);
        caller.get(PATH);
        Caller.Answer second = caller.get(PATH);

        // then
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.http().headers().firstValue("Retry-After")).contains("2.0");
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isEqualTo(1);
    }

    private String place() {
        return shop.placeOrder(List.of(OrderLine.of("SKU-1", 1)));
    }
}
