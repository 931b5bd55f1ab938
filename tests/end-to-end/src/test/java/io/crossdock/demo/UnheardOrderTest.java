package io.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Shop;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amazon only tells that something happened to an order; what, the hub has to ask for, and may be late with. */
class UnheardOrderTest {

    private static final String WAREHOUSE = "H1";

    @Test
    void an_order_cancelled_before_the_hub_heard_of_it_leaves_its_shop_right() throws Exception {
        try (World world = World.start(Path.of("../.."), 10, 3, line -> {})) {
            // given a shop that shows what it should, and an order that cannot be asked for
            Account account = world.account("amazon-de");
            Shop amazon = account.shop();
            SalesBook book = new SalesBook();
            awaitRight(world, book, account);
            String sku = world.erp().levels().keySet().iterator().next();
            amazon.faults().fail("getOrder", Faults.UNTIL_HEALED, 503);
            String order = amazon.placeOrder(List.of(OrderLine.of(sku, 1)));
            // when the hub writes the item's quantity without knowing of it, and the order is cancelled
            BigDecimal level = world.erp().levels().get(sku).get(WAREHOUSE);
            world.erp().setLevel(sku, WAREHOUSE, level.add(BigDecimal.TEN));
            awaitRight(world, book, account);
            amazon.cancelOrder(order);
            assertThat(new Proof(new Truth(world.erp(), book), world.observer()).differences(account))
                    .hasSize(1);
            amazon.faults().heal("getOrder");
            // then
            awaitRight(world, book, account);
        }
    }

    private static void awaitRight(World world, SalesBook book, Account account) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> assertThat(new Proof(new Truth(world.erp(), book), world.observer()).differences(account))
                                .isEmpty());
    }
}
