package io.crossdock.sandbox.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Receiver;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private static final List<OrderLine> ONE = List.of(OrderLine.of("SKU-1", 1));

    private final PartnerShopSandbox shop = new PartnerShopSandbox(Worlds.setup("acme-eu", "EUR", Clock.systemUTC()));
    private final WebhookSender webhooks = shop.webhooks();
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void subscribe() {
        webhooks.to(receiver.url());
        webhooks.retry(4, Duration.ofMillis(5));
    }

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void a_refused_delivery_is_sent_again_with_the_same_id_until_it_is_taken() {
        // given
        receiver.fail(2);

        // when
        shop.placeOrder(ONE);

        // then
        Awaitility.await().until(() -> webhooks.underWay() == 0);
        assertThat(webhooks.deliveries()).extracting(Delivery::status).containsExactly(503, 503, 204);
        assertThat(webhooks.deliveries()).extracting(Delivery::attempt).containsExactly(1, 2, 3);
        assertThat(receiver.received())
                .extracting(received -> received.header("webhook-id"))
                .containsOnly(webhooks.sent().get(0).id());
    }

    @Test
    void a_delivery_that_is_never_taken_is_given_up() {
        // given
        receiver.fail(100);

        // when
        shop.placeOrder(ONE);

        // then
        Awaitility.await().until(() -> webhooks.underWay() == 0);
        assertThat(webhooks.deliveries()).hasSize(4).noneMatch(Delivery::isAccepted);
    }

    @Test
    void a_receiver_that_is_away_counts_as_no_answer() {
        // given
        URI away = receiver.url();
        receiver.close();
        webhooks.to(away);

        // when
        shop.placeOrder(ONE);

        // then
        Awaitility.await().until(() -> webhooks.underWay() == 0);
        assertThat(webhooks.deliveries()).hasSize(4).allMatch(delivery -> delivery.status() == 0);
    }

    @Test
    void a_sender_that_repeats_itself_repeats_id_and_bytes() {
        // given
        webhooks.copies(3);

        // when
        shop.placeOrder(ONE);

        // then
        List<Receiver.Received> received = receiver.await(3);
        assertThat(received)
                .extracting(one -> one.header("webhook-id"))
                .hasSize(3)
                .containsOnly(webhooks.sent().get(0).id());
        assertThat(received)
                .extracting(Receiver.Received::text)
                .containsOnly(received.get(0).text());
    }

    @Test
    void an_unsigned_delivery_lacks_nothing_but_its_signature() {
        // given
        shop.placeOrder(ONE);
        receiver.await(1);

        // when
        webhooks.send(webhooks.sent().get(0), Flaw.UNSIGNED);

        // then
        Receiver.Received unsigned = receiver.await(2).get(1);
        assertThat(unsigned.headers()).doesNotContainKey("webhook-signature").containsKey("webhook-id");
    }

    @Test
    void a_poison_message_is_not_json() {
        // when
        Webhook poison = webhooks.sendPoison("order.placed");

        // then
        Receiver.Received received = receiver.await(1).get(0);
        assertThat(received.header("webhook-id")).isEqualTo(poison.id());
        assertThat(JsonText.read(received.body())).isEmpty();
    }

    @Test
    void without_a_subscription_nothing_is_sent() {
        // given
        try (PartnerShopSandbox other = new PartnerShopSandbox(Worlds.setup("other-eu", "EUR", Clock.systemUTC()))) {
            // when
            other.placeOrder(ONE);

            // then
            assertThat(other.webhooks().sent()).isEmpty();
            assertThat(other.webhooks().underWay()).isZero();
        }
    }
}
