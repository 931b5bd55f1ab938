package io.crossdock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shop counts points as the real one does, and refuses what costs too many. */
class ShopifyPointsTest extends ShopifySandboxStories {

    @Test
    void an_empty_bucket_throttles_with_status_200_until_it_has_refilled() throws Exception {
        // given
        shop.limit(25, 5);
        set("key-1", quantity("SKU-1", 1, null));
        set("key-2", quantity("SKU-1", 2, null));

        // when
        Caller.Answer throttled = set("key-3", quantity("SKU-1", 3, null));
        clock.advance(Duration.ofSeconds(1));
        Caller.Answer refilled = set("key-3", quantity("SKU-1", 3, null));

        // then
        assertThat(throttled.status()).isEqualTo(200);
        assertThat(throttled.text("/errors/0/extensions/code")).isEqualTo("THROTTLED");
        assertThat(throttled.json().path("data").isMissingNode()).isTrue();
        assertThat(throttled
                        .json()
                        .at("/extensions/cost/throttleStatus/currentlyAvailable")
                        .asInt())
                .isEqualTo(5);
        assertThat(refilled.json().path("errors").isMissingNode()).isTrue();
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(3);
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isEqualTo(1);
    }

    @Test
    void a_query_is_charged_for_what_it_asks_for_and_gets_back_what_was_not_there() throws Exception {
        // given: 2, and for each variant itself, its product, its inventory item, its level and its quantities
        shop.limit(60, 1);

        // when
        Caller.Answer answer = graphql(
                FIND,
                Map.of(
                        "first",
                        10,
                        "query",
                        "sku:\"SKU-1\"",
                        "location",
                        shop.locationIds().get(0)));
        Caller.Answer tooMany = graphql(
                FIND,
                Map.of(
                        "first",
                        11,
                        "query",
                        "sku:\"SKU-1\"",
                        "location",
                        shop.locationIds().get(0)));

        // then
        JsonNode cost = answer.json().at("/extensions/cost");
        assertThat(cost.path("requestedQueryCost").asInt()).isEqualTo(52);
        assertThat(cost.path("actualQueryCost").asInt()).isEqualTo(7);
        assertThat(cost.at("/throttleStatus/currentlyAvailable").asInt()).isEqualTo(53);
        assertThat(tooMany.text("/errors/0/extensions/code")).isEqualTo("THROTTLED");
        assertThat(tooMany.json().at("/extensions/cost/actualQueryCost").isNull())
                .isTrue();
    }

    @Test
    void each_alias_of_a_mutation_costs_its_points_and_is_done_or_refused_by_itself() throws Exception {
        // given
        shop.limit(45, 5);
        String good = alias("a", "SKU-1", "13.90");
        String bad = alias("b", "SKU-2", "-1");

        // when
        Caller.Answer answer = graphql("mutation {" + good + bad + "}", Map.of());

        // then
        assertThat(answer.json().at("/data/a/userErrors")).isEmpty();
        assertThat(answer.text("/data/b/userErrors/0/code")).isEqualTo("GREATER_THAN_OR_EQUAL_TO");
        assertThat(answer.json().at("/extensions/cost/requestedQueryCost").asInt())
                .isEqualTo(21);
        assertThat(shop.shown("SKU-1").price()).isEqualTo("13.90");
        assertThat(graphql("mutation {" + good + bad + alias("c", "SKU-2", "4") + "}", Map.of())
                        .text("/errors/0/extensions/code"))
                .isEqualTo("THROTTLED");
    }

    @Test
    void a_request_of_more_than_1000_points_is_refused_whole_whatever_the_bucket_holds() throws Exception {
        // given
        StringBuilder hundred = new StringBuilder("mutation {");
        for (int i = 0; i < 98; i++) {
            hundred.append(alias("a" + i, "SKU-1", "13.90"));
        }

        // when
        Caller.Answer tooMany = graphql(hundred + alias("b", "SKU-2", "9.99") + "}", Map.of());
        String priceAfterwards = shop.shown("SKU-2").price().toPlainString();
        Caller.Answer enough = graphql(hundred + "}", Map.of());

        // then
        assertThat(tooMany.status()).isEqualTo(200);
        assertThat(tooMany.text("/errors/0/extensions/code")).isEqualTo("MAX_COST_EXCEEDED");
        assertThat(priceAfterwards).isEqualTo("3.00");
        assertThat(enough.json().path("errors").isMissingNode()).isTrue();
    }

    private String alias(String name, String sku, String price) {
        return """
                %s: productVariantsBulkUpdate(productId: "%s", variants: [{id: "%s", price: "%s"}]) {
                  userErrors { code }
                }
                """.formatted(name, shop.productId(sku), shop.variantId(sku), price);
    }
}
