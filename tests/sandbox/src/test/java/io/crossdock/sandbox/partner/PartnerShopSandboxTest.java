package io.crossdock.sandbox.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Receiver;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.webhook.Flaw;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartnerShopSandboxTest {

    private final PartnerShopSandbox shop = new PartnerShopSandbox(Worlds.setup("acme-eu", "EUR", Clock.systemUTC()));
    private final Caller caller = Caller.of(shop).with("Authorization", "Bearer " + shop.token());
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void the_standard_webhooks_library_accepts_the_signature() throws Exception {
        // given
        shop.webhooks().to(receiver.url());

        // when
        String ref = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2), OrderLine.of("SKU-2", 1)));

        // then
        Receiver.Received received = receiver.await(1).get(0);
        Webhook library = new Webhook(shop.webhookSecret());
        assertThatCode(() -> library.verify(received.text(), received.headers()))
                .doesNotThrowAnyException();
        assertThat(received.json().path("type").asText()).isEqualTo("order.placed");
        assertThat(received.json().at("/data/ref").asText()).isEqualTo(ref);
        assertThat(received.json().at("/data/rev").asInt()).isEqualTo(1);
        assertThat(received.json().at("/data/positions/0/article").asText()).isEqualTo("SKU-1");
        assertThat(received.json().at("/data/positions/0/pcs").asInt()).isEqualTo(2);
        assertThat(received.json().at("/data/positions/0/unit_price").asText()).isEqualTo("12.50");
    }

    @Test
    void the_standard_webhooks_library_refuses_what_is_wrongly_signed_or_old() throws Exception {
        // given
        shop.webhooks().to(receiver.url());
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));
        receiver.await(1);
        Webhook library = new Webhook(shop.webhookSecret());

        // when
        shop.webhooks().send(shop.webhooks().sent().get(0), Flaw.WRONGLY_SIGNED);
        Receiver.Received wrong = receiver.await(2).get(1);
        shop.webhooks().send(shop.webhooks().sent().get(0), Flaw.STALE);
        Receiver.Received old = receiver.await(3).get(2);

        // then
        assertThatThrownBy(() -> library.verify(wrong.text(), wrong.headers()))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining("signature");
        assertThatThrownBy(() -> library.verify(old.text(), old.headers()))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining("imestamp");
    }

    @Test
    void a_changed_order_comes_with_a_higher_rev_and_a_cancelled_one_by_its_own_name() {
        // given
        shop.webhooks().to(receiver.url());
        String ref = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));
        receiver.await(1);

        // when
        shop.changeOrder(ref, List.of(OrderLine.of("SKU-1", 1)));
        receiver.await(2);
        shop.cancelOrder(ref);

        // then
        Receiver.Received changed = receiver.await(3).get(1);
        Receiver.Received cancelled = receiver.received().get(2);
        assertThat(changed.json().path("type").asText()).isEqualTo("order.placed");
        assertThat(changed.json().at("/data/rev").asInt()).isEqualTo(2);
        assertThat(changed.json().at("/data/positions/0/pcs").asInt()).isEqualTo(1);
        assertThat(cancelled.json().path("type").asText()).isEqualTo("order.cancelled");
        assertThat(cancelled.json().at("/data/rev").asInt()).isEqualTo(3);
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);
    }

    @Test
    void each_offer_has_a_result_of_its_own() throws Exception {
        // given
        shop.faults().rejectItem("SKU-2");

        // when
        Caller.Answer answer = caller.json("PUT", "/api/offers", """
                {"offers": [
                  {"article": "SKU-1", "pieces": 7, "price": "11.00", "currency": "EUR"},
                  {"article": "SKU-2", "pieces": 1},
                  {"article": "SKU 3/blue", "pieces": -1},
                  {"article": "SKU 3/blue", "price": 5.5, "currency": "USD"},
                  {"article": "SKU-9", "pieces": 1}
                ]}
                """);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("status")).containsExactly("ok", "error", "error", "error", "error");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(7);
        assertThat(shop.shown("SKU-1").price()).isEqualTo("11.00");
        assertThat(shop.shown("SKU-2").quantity()).isEqualTo(5);
        assertThat(shop.ledger().writes("SKU-1")).hasSize(2);
        assertThat(shop.ledger().refusals(Reason.REJECTED)).isEqualTo(1);
        assertThat(shop.ledger().refusals(Reason.MALFORMED)).isEqualTo(2);
        assertThat(shop.ledger().refusals(Reason.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void a_stranger_and_a_broken_request_are_refused() throws Exception {
        // when
        Caller.Answer stranger = Caller.of(shop).json("PUT", "/api/offers", "{}");
        Caller.Answer broken = caller.json("PUT", "/api/offers", "{\"offers\": [");
        Caller.Answer empty = caller.json("PUT", "/api/offers", "{\"offers\": []}");

        // then
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(shop.ledger().refusals(Reason.UNAUTHORIZED)).isEqualTo(1);
        assertThat(shop.ledger().refusals(Reason.MALFORMED)).isEqualTo(2);
    }

    @Test
    void an_offer_is_read_back_by_an_encoded_article() throws Exception {
        // when
        Caller.Answer answer = caller.get("/api/offers/SKU%203%2Fblue");

        // then
        assertThat(answer.text("/price")).isEqualTo("99.90");
        assertThat(answer.json().path("pieces").asInt()).isZero();
    }

    @Test
    void a_shop_that_takes_its_time_accepts_an_import_and_tells_later_what_became_of_each_offer() throws Exception {
        // given
        shop.acceptImports();

        // when
        Caller.Answer accepted = caller.json("PUT", "/api/offers", """
                {"offers": [{"article": "SKU-1", "pieces": 7}, {"article": "SKU-9", "pieces": 7}]}
                """);

        // then
        assertThat(accepted.status()).isEqualTo(202);
        String url = "/api/imports/" + accepted.text("/importId");
        assertThat(caller.get(url).text("/state")).isEqualTo("working");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);

        // when
        shop.carryOutImports();

        // then
        Caller.Answer done = caller.get(url);
        assertThat(done.text("/state")).isEqualTo("done");
        assertThat(done.text("/results/0/status")).isEqualTo("ok");
        assertThat(done.text("/results/1/message")).isEqualTo("unknown article");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(7);
        assertThat(caller.get("/api/imports/I-99").status()).isEqualTo(404);
    }
}
