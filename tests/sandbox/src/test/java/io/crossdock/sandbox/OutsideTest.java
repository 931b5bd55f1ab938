package io.crossdock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.amazon.QueueSender;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutsideTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void the_same_seed_gives_the_same_world() {
        // given
        try (Outside one = Outside.start(Worlds.CATALOGUE, QueueSender.none(), new Random(3), clock);
                Outside two = Outside.start(Worlds.CATALOGUE, QueueSender.none(), new Random(3), clock)) {
            // when
            String order = one.shopify().placeOrder(List.of(OrderLine.of("SKU-1", 1)));
            String same = two.shopify().placeOrder(List.of(OrderLine.of("SKU-1", 1)));

            // then
            assertThat(order).isEqualTo(same);
            assertThat(one.shopify().accessToken()).isEqualTo(two.shopify().accessToken());
            assertThat(one.square().variationId("SKU-1")).isEqualTo(two.square().variationId("SKU-1"));
            assertThat(one.amazon().credentials()).isEqualTo(two.amazon().credentials());
            assertThat(one.partner().webhookSecret()).isEqualTo(two.partner().webhookSecret());
        }
    }

    @Test
    void every_shop_sells_to_a_buyer_in_the_same_way() {
        // given
        try (Outside outside = Outside.start(Worlds.CATALOGUE, QueueSender.none(), new Random(3), clock)) {
            for (Shop shop : outside.shops()) {
                // when
                String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 4)));
                shop.changeOrder(id, List.of(OrderLine.of("SKU-1", 1)));

                // then
                assertThat(outside.shop(shop.name())).isSameAs(shop);
                assertThat(shop.shown("SKU-1").quantity()).as(shop.name()).isEqualTo(9);
                assertThat(shop.ledger().sold("SKU-1")).isEqualTo(1);
            }
        }
    }
}
