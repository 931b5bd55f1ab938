package io.crossdock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Receiver;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.webhook.Flaw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopifyWebhooksTest {

    private final SettableClock clock = new SettableClock();
    private final ShopifySandbox shop = new ShopifySandbox(Worlds.setup("shopify-us", "USD", clock));
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void subscribe() {
        shop.webhooks().to(receiver.url());
    }

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void an_order_is_told_with_the_documented_headers_and_signature() throws Exception {
        // when
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));

        // then
        Receiver.Received received = receiver.await(1).get(0);
        assertThat(received.header("X-Shopify-Topic")).isEqualTo("orders/create");
        assertThat(received.header("X-Shopify-Shop-Domain")).isEqualTo(shop.shopDomain());
        assertThat(received.header("X-Shopify-Webhook-Id"))
                .isEqualTo(shop.webhooks().sent().get(0).id());
        assertThat(received.header("X-Shopify-Event-Id")).isNotEmpty();
        assertThat(received.header("X-Shopify-API-Version")).isEqualTo("2026-01");
        assertThat(Instant.parse(received.header("X-Shopify-Triggered-At"))).isEqualTo(clock.instant());
        assertThat(received.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(received.body()));
    }

    @Test
    void the_order_has_the_documented_form() {
        // when
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2), OrderLine.of("SKU-2", 1)));

        // then
        Receiver.Received received = receiver.await(1).get(0);
        JsonNode order = received.json();
        assertThat(received.body().length).isBetween(3_200, 5_200);
        assertThat(order.path("id").isIntegralNumber()).isTrue();
        assertThat(order.path("id").asText()).isEqualTo(id);
        assertThat(order.path("id").asLong()).isGreaterThan(1L << 53);
        assertThat(order.path("updated_at").asText()).isEqualTo("2026-03-02T04:15:30-05:00");
        assertThat(order.path("currency").asText()).isEqualTo("USD");
        assertThat(order.path("total_price").asText()).isEqualTo("28.00");
        assertThat(order.path("cancelled_at").isNull()).isTrue();
        assertThat(order.at("/line_items/0/sku").asText()).isEqualTo("SKU-1");
        assertThat(order.at("/line_items/0/quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/line_items/0/current_quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/line_items/0/fulfillable_quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/line_items/0/price").asText()).isEqualTo("12.50");
        assertThat(order.at("/shipping_address/country_code").asText()).isEqualTo("US");
        assertThat(order.at("/customer/email").asText()).endsWith("@example.com");
    }

    @Test
    void a_line_taken_off_stays_with_nothing_current() {
        // given
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2), OrderLine.of("SKU-2", 1)));
        receiver.await(1);
        clock.advance(Duration.ofSeconds(2));

        // when
        shop.changeOrder(id, List.of(OrderLine.of("SKU-1", 2)));

        // then
        Receiver.Received received = receiver.await(2).get(1);
        assertThat(received.header("X-Shopify-Topic")).isEqualTo("orders/updated");
        assertThat(received.json().path("updated_at").asText()).isEqualTo("2026-03-02T04:15:32-05:00");
        assertThat(received.json().at("/line_items/1/quantity").asInt()).isEqualTo(1);
        assertThat(received.json().at("/line_items/1/current_quantity").asInt()).isZero();
        assertThat(received.json().path("current_total_price").asText()).isEqualTo("25.00");
        assertThat(shop.shown("SKU-2").quantity()).isEqualTo(5);
    }

    @Test
    void a_cancelled_order_is_told_twice_in_two_words() {
        // given
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));
        receiver.await(1);

        // when
        shop.cancelOrder(id);

        // then
        List<Receiver.Received> told = receiver.await(3).subList(1, 3);
        assertThat(told)
                .extracting(one -> one.header("X-Shopify-Topic"))
                .containsExactlyInAnyOrder("orders/cancelled", "orders/updated");
        assertThat(told)
                .allMatch(one -> one.json().path("cancelled_at").isTextual())
                .allMatch(one -> one.json().at("/line_items/0/current_quantity").asInt() == 0);
    }

    @Test
    void a_wrongly_signed_delivery_does_not_verify_and_a_stale_one_says_its_age() throws Exception {
        // given
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));
        receiver.await(1);

        // when
        shop.webhooks().send(shop.webhooks().sent().get(0), Flaw.WRONGLY_SIGNED);
        Receiver.Received wrong = receiver.await(2).get(1);
        shop.webhooks().send(shop.webhooks().sent().get(0), Flaw.STALE);
        Receiver.Received stale = receiver.await(3).get(2);

        // then
        assertThat(wrong.header("X-Shopify-Hmac-Sha256")).isNotEmpty().isNotEqualTo(hmac(wrong.body()));
        assertThat(stale.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(stale.body()));
        assertThat(Instant.parse(stale.header("X-Shopify-Triggered-At")))
                .isEqualTo(clock.instant().minus(Duration.ofHours(1)));
    }

    private String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(shop.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
