package io.crossdock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AmazonSandboxTest {

    private final SettableClock clock = new SettableClock();
    private final List<String> queue = new CopyOnWriteArrayList<>();
    private final AmazonSandbox shop = new AmazonSandbox(Worlds.setup("amazon-de", "EUR", clock), queue::add);
    private final AmazonCredentials credentials = shop.credentials();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_refresh_token_gives_an_access_token_for_an_hour() throws Exception {
        // when
        Caller.Answer answer = token("refresh_token", credentials.clientSecret(), credentials.refreshToken());

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/token_type")).isEqualTo("bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.text("/access_token")).startsWith("Atza|");
    }

    @Test
    void wrong_credentials_have_the_errors_of_oauth() throws Exception {
        // when
        Caller.Answer client = token("refresh_token", "wrong", credentials.refreshToken());
        Caller.Answer grant = token("refresh_token", credentials.clientSecret(), "Atzr|wrong");
        Caller.Answer type = token("password", credentials.clientSecret(), credentials.refreshToken());
        Caller.Answer notForm = Caller.of(shop).json("POST", "/auth/o2/token", "{}");

        // then
        assertThat(client.status()).isEqualTo(401);
        assertThat(client.text("/error")).isEqualTo("invalid_client");
        assertThat(grant.status()).isEqualTo(400);
        assertThat(grant.text("/error")).isEqualTo("invalid_grant");
        assertThat(type.text("/error")).isEqualTo("unsupported_grant_type");
        assertThat(notForm.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void an_expired_a_wrong_and_a_missing_token_are_answered_403() throws Exception {
        // given
        shop.tokenLifetime(Duration.ofMinutes(10));
        Caller caller = authenticated();
        Caller.Answer before = caller.get("/orders/2026-01-01/orders/900-0000000-0000000");

        // when
        clock.advance(Duration.ofMinutes(10));
        Caller.Answer expired = caller.get("/orders/2026-01-01/orders/900-0000000-0000000");
        Caller.Answer wrong = Caller.of(shop)
                .with("x-amz-access-token", "Atza|wrong")
                .get("/orders/2026-01-01/orders/900-0000000-0000000");
        Caller.Answer missing = Caller.of(shop).get("/orders/2026-01-01/orders/900-0000000-0000000");

        // then
        assertThat(before.status()).isEqualTo(404);
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.text("/errors/0/code")).isEqualTo("Unauthorized");
        assertThat(expired.text("/errors/0/details")).contains("expired");
        assertThat(wrong.text("/errors/0/details")).contains("invalid");
        assertThat(missing.text("/errors/0/details")).contains("missing");
        assertThat(shop.ledger().refusals(Reason.UNAUTHORIZED)).isEqualTo(3);
    }

    @Test
    void an_order_is_notified_and_can_be_fetched() throws Exception {
        // when
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));

        // then
        assertThat(id).matches("\\d{3}-\\d{7}-\\d{7}");
        JsonNode notification = json(queue.get(0));
        JsonNode change = notification.at("/Payload/OrderChangeNotification");
        assertThat(notification.path("NotificationType").asText()).isEqualTo("ORDER_CHANGE");
        assertThat(notification.at("/NotificationMetadata/NotificationId").asText())
                .isNotEmpty();
        assertThat(change.path("AmazonOrderId").asText()).isEqualTo(id);
        assertThat(change.path("SellerId").asText()).isEqualTo(credentials.sellerId());
        assertThat(change.at("/Summary/OrderStatus").asText()).isEqualTo("Unshipped");
        assertThat(change.at("/Summary/OrderItems/0/SellerSKU").asText()).isEqualTo("SKU-1");
        JsonNode order = authenticated()
                .get("/orders/2026-01-01/orders/" + id + "?includedData=FULFILLMENT,RECIPIENT,PROCEEDS")
                .json()
                .path("order");
        assertThat(order.path("orderId").asText()).isEqualTo(id);
        assertThat(order.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("UNSHIPPED");
        assertThat(order.at("/fulfillment/fulfilledBy").asText()).isEqualTo("MERCHANT");
        assertThat(order.at("/recipient/deliveryAddress/countryCode").asText()).isEqualTo("DE");
        assertThat(order.at("/proceeds/grandTotal/amount").asText()).isEqualTo("25.00");
        assertThat(order.at("/orderItems/0/product/sellerSku").asText()).isEqualTo("SKU-1");
        assertThat(order.at("/orderItems/0/quantityOrdered").asInt()).isEqualTo(2);
        assertThat(order.at("/orderItems/0/product/price/unitPrice/amount").asText())
                .isEqualTo("12.50");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(8);
    }

    @Test
    void what_is_not_asked_for_is_left_out() throws Exception {
        // given
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));

        // when
        JsonNode order =
                authenticated().get("/orders/2026-01-01/orders/" + id).json().path("order");
        Caller.Answer unknownData = authenticated().get("/orders/2026-01-01/orders/" + id + "?includedData=EVERYTHING");

        // then
        assertThat(order.has("recipient")).isFalse();
        assertThat(order.has("buyer")).isFalse();
        assertThat(order.has("fulfillment")).isFalse();
        assertThat(order.path("orderItems")).hasSize(1);
        assertThat(unknownData.status()).isEqualTo(400);
    }

    @Test
    void a_cancelled_order_is_spelled_in_two_ways() throws Exception {
        // given
        String id = shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));

        // when
        shop.cancelOrder(id);

        // then
        Caller.Answer answer =
                authenticated().get("/orders/2026-01-01/orders/" + id + "?includedData=FULFILLMENT,CANCELLATION");
        assertThat(json(queue.get(1))
                        .at("/Payload/OrderChangeNotification/Summary/OrderStatus")
                        .asText())
                .isEqualTo("Canceled");
        assertThat(answer.text("/order/fulfillment/fulfillmentStatus")).isEqualTo("CANCELLED");
        assertThat(answer.json()
                        .at("/order/orderItems/0/fulfillment/quantityUnfulfilled")
                        .asInt(-1))
                .isZero();
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);
    }

    @Test
    void a_patch_sets_quantity_and_price_of_a_listing() throws Exception {
        // when
        Caller.Answer answer = patch("SKU%203%2Fblue", availability("merge", "17"), offer("89.5"));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/sku")).isEqualTo("SKU 3/blue");
        assertThat(answer.text("/status")).isEqualTo("ACCEPTED");
        assertThat(answer.text("/submissionId")).isNotEmpty();
        assertThat(answer.json().path("issues")).isEmpty();
        assertThat(answer.http().headers().firstValue("x-amzn-RateLimit-Limit")).contains("5.0");
        assertThat(shop.shown("SKU 3/blue").quantity()).isEqualTo(17);
        assertThat(shop.shown("SKU 3/blue").price()).isEqualTo("89.50");
        assertThat(shop.ledger().writes("SKU 3/blue")).hasSize(2);
    }

    @Test
    void an_invalid_patch_is_answered_200_and_changes_nothing() throws Exception {
        // given
        shop.faults().rejectItem("SKU-2");

        // when
        Caller.Answer invalid = patch("SKU-1", availability("replace", "7"), offer("-1"));
        Caller.Answer rejected = patch("SKU-2", availability("replace", "7"));

        // then
        assertThat(invalid.status()).isEqualTo(200);
        assertThat(invalid.text("/status")).isEqualTo("INVALID");
        assertThat(invalid.text("/issues/0/severity")).isEqualTo("ERROR");
        assertThat(invalid.text("/issues/0/attributeNames/0")).isEqualTo("purchasable_offer");
        assertThat(rejected.text("/status")).isEqualTo("INVALID");
        assertThat(shop.ledger().writes()).isEmpty();
        assertThat(shop.ledger().refusals(Reason.REJECTED)).isEqualTo(1);
    }

    @Test
    void a_patch_that_misses_its_target_is_refused() throws Exception {
        // given
        String good = path("SKU-1");

        // when
        Caller.Answer unknownSku = patch("SKU-9", availability("replace", "7"));
        Caller.Answer noMarketplace = authenticated().json("PATCH", good.substring(0, good.indexOf('?')), "{}");
        Caller.Answer otherSeller = authenticated()
                .json("PATCH", good.replace(credentials.sellerId(), "AOTHER"), body(availability("replace", "7")));
        Caller.Answer noPatches = authenticated().json("PATCH", good, "{\"productType\": \"PRODUCT\"}");

        // then
        assertThat(unknownSku.status()).isEqualTo(404);
        assertThat(noMarketplace.status()).isEqualTo(400);
        assertThat(otherSeller.status()).isEqualTo(403);
        assertThat(noPatches.status()).isEqualTo(400);
    }

    @Test
    void patches_beyond_the_limit_are_answered_429_until_time_has_passed() throws Exception {
        // given
        shop.limitPatches(1, 5);
        patch("SKU-1", availability("replace", "1"));

        // when
        Caller.Answer tooMany = patch("SKU-1", availability("replace", "2"));
        clock.advance(Duration.ofMillis(200));
        Caller.Answer later = patch("SKU-1", availability("replace", "3"));

        // then
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.text("/errors/0/code")).isEqualTo("QuotaExceeded");
        assertThat(later.status()).isEqualTo(200);
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(3);
    }

    @Test
    void a_listing_is_read_back() throws Exception {
        // when
        Caller.Answer answer = authenticated().get(path("SKU-1") + "&includedData=fulfillmentAvailability,offers");

        // then
        assertThat(answer.json().at("/fulfillmentAvailability/0/quantity").asInt())
                .isEqualTo(10);
        assertThat(answer.text("/offers/0/price/amount")).isEqualTo("12.50");
    }

    @Test
    void accepted_patches_are_carried_out_later_and_what_cannot_be_is_an_issue_of_the_listing() throws Exception {
        // given
        shop.holdPatches();
        shop.faults().rejectItem("SKU-2");
        Caller.Answer good = patch("SKU-1", availability("merge", "17"));
        Caller.Answer bad = patch("SKU-2", availability("merge", "17"));
        assertThat(good.text("/status") + " " + bad.text("/status")).isEqualTo("ACCEPTED ACCEPTED");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);

        // when
        shop.releasePatches();

        // then
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(17);
        Caller.Answer found = authenticated()
                .get("/listings/2021-08-01/items/" + credentials.sellerId() + "?marketplaceIds=" + shop.marketplaceId()
                        + "&identifiersType=SKU&identifiers=SKU-1%2CSKU-2%2CSKU-9"
                        + "&includedData=fulfillmentAvailability%2Cissues");
        assertThat(found.json().path("items")).hasSize(2);
        assertThat(found.json()
                        .at("/items/0/fulfillmentAvailability/0/quantity")
                        .asInt())
                .isEqualTo(17);
        assertThat(found.json().at("/items/0/issues")).isEmpty();
        assertThat(found.text("/items/1/issues/0/attributeNames/0")).isEqualTo("fulfillment_availability");
    }

    @Test
    void an_issue_is_gone_with_the_next_patch_that_is_carried_out() throws Exception {
        // given
        shop.holdPatches();
        shop.faults().rejectItem("SKU-2");
        patch("SKU-2", availability("merge", "17"));
        shop.releasePatches();
        String issues = path("SKU-2") + "&includedData=issues";
        assertThat(authenticated().get(issues).json().path("issues")).hasSize(1);

        // when
        shop.faults().heal();
        patch("SKU-2", availability("merge", "18"));

        // then
        assertThat(authenticated().get(issues).json().path("issues")).isEmpty();
    }

    @Test
    void a_notification_may_come_twice() {
        // given
        shop.notifications().copies(2);

        // when
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 2)));

        // then
        assertThat(queue).hasSize(2);
        assertThat(queue.get(0)).isEqualTo(queue.get(1));
    }

    private Caller authenticated() throws IOException, InterruptedException {
        Caller.Answer answer = token("refresh_token", credentials.clientSecret(), credentials.refreshToken());
        return Caller.of(shop).with("x-amz-access-token", answer.text("/access_token"));
    }

    private Caller.Answer token(String type, String secret, String refreshToken)
            throws IOException, InterruptedException {
        String form = "grant_type=%s&client_id=%s&client_secret=%s&refresh_token=%s"
                .formatted(type, credentials.clientId(), secret, refreshToken.replace("|", "%7C"));
        return Caller.of(shop).send("POST", "/auth/o2/token", "application/x-www-form-urlencoded", form);
    }

    private String path(String sku) {
        return "/listings/2021-08-01/items/" + credentials.sellerId() + "/" + sku + "?marketplaceIds="
                + shop.marketplaceId();
    }

    private Caller.Answer patch(String sku, String... patches) throws IOException, InterruptedException {
        return authenticated().json("PATCH", path(sku), body(patches));
    }

    private static String body(String... patches) {
        return "{\"productType\": \"PRODUCT\", \"patches\": [" + String.join(",", patches) + "]}";
    }

    private static String availability(String op, String pieces) {
        return """
                {"op": "%s", "path": "/attributes/fulfillment_availability",
                 "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": %s}]}
                """.formatted(op, pieces);
    }

    private String offer(String price) {
        return """
                {"op": "replace", "path": "/attributes/purchasable_offer",
                 "value": [{"marketplace_id": "%s", "currency": "EUR",
                            "our_price": [{"schedule": [{"value_with_tax": %s}]}]}]}
                """.formatted(shop.marketplaceId(), price);
    }

    private static JsonNode json(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
