package io.crossdock.sandbox.square;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.square.utilities.WebhooksHelper;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Receiver;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.webhook.Flaw;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SquareWebhooksTest {

    private static final String REGISTERED = "https://hub.example/hooks/square-shop";

    private final SquareSandbox shop = new SquareSandbox(Worlds.setup("square-shop", "USD", Clock.systemUTC()));
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void subscribe() {
        shop.webhooks().to(receiver.url(), REGISTERED);
    }

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void squares_own_library_accepts_the_signature_over_the_registered_url() {
        // when
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 1)));

        // then
        assertThat(receiver.await(2)).allMatch(received -> verifies(received, REGISTERED));
        assertThat(receiver.received())
                .noneMatch(received -> verifies(received, receiver.url().toString()));
    }

    @Test
    void squares_own_library_refuses_a_wrong_signature() {
        // given
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 1)));
        receiver.await(2);

        // when
        shop.webhooks().send(shop.webhooks().sent().get(0), Flaw.WRONGLY_SIGNED);

        // then
        assertThat(verifies(receiver.await(3).get(2), REGISTERED)).isFalse();
    }

    @Test
    void a_sale_is_told_as_a_thin_order_and_the_count_that_is_left() {
        // when
        String id = shop.sell(List.of(OrderLine.of("SKU-1", 3)));

        // then
        receiver.await(3);
        Receiver.Received created = received("order.created");
        Receiver.Received updated = received("order.updated");
        Receiver.Received count = received("inventory.count.updated");
        assertThat(created.json().at("/data/type").asText()).isEqualTo("order_created");
        assertThat(created.json().at("/data/object/order_created/order_id").asText())
                .isEqualTo(id);
        assertThat(created.json().at("/data/object/order_created/state").asText())
                .isEqualTo("OPEN");
        assertThat(updated.json().at("/data/object/order_updated/state").asText())
                .isEqualTo("COMPLETED");
        assertThat(updated.json().at("/data/object/order_updated/version").asInt())
                .isEqualTo(2);
        assertThat(updated.text()).doesNotContain("line_items");
        assertThat(count.json()
                        .at("/data/object/inventory_counts/0/catalog_object_id")
                        .asText())
                .isEqualTo(shop.variationId("SKU-1"));
        assertThat(count.json().at("/data/object/inventory_counts/0/quantity").asText())
                .isEqualTo("7");
    }

    @Test
    void a_count_that_changes_something_is_told_and_one_that_does_not_is_not() throws Exception {
        // given
        Caller caller = Caller.of(shop).with("Authorization", "Bearer " + shop.accessToken());

        // when
        caller.json("POST", "/v2/inventory/changes/batch-create", change("key-1", "10"));
        caller.json("POST", "/v2/inventory/changes/batch-create", change("key-2", "9"));

        // then
        assertThat(receiver.await(1)).hasSize(1);
        assertThat(receiver.received()
                        .get(0)
                        .json()
                        .at("/data/object/inventory_counts/0/quantity")
                        .asText())
                .isEqualTo("9");
        assertThat(shop.webhooks().sent()).hasSize(1);
    }

    private String change(String key, String pieces) {
        return """
                {"idempotency_key": "%s", "changes": [{"type": "PHYSICAL_COUNT", "physical_count": {
                  "catalog_object_id": "%s", "location_id": "%s", "state": "IN_STOCK", "quantity": "%s",
                  "occurred_at": "%s"}}]}
                """.formatted(
                        key,
                        shop.variationId("SKU-1"),
                        shop.locationIds().get(0),
                        pieces,
                        Clock.systemUTC().instant());
    }

    private Receiver.Received received(String type) {
        return receiver.received().stream()
                .filter(one -> one.json().path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private boolean verifies(Receiver.Received received, String url) {
        return WebhooksHelper.verifySignature(
                received.text(), received.header("x-square-hmacsha256-signature"), shop.signatureKey(), url);
    }
}
