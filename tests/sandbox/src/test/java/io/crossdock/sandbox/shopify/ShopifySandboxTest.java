package io.crossdock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found in the shop, and what quantities and prices become there. */
class ShopifySandboxTest extends ShopifySandboxStories {

    private static final String PRICE = """
            mutation Price($product: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
              productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: $partial) {
                productVariants { id price }
                userErrors { code field }
              }
            }
            """;

    @Test
    void a_wrong_token_is_answered_401_with_the_errors_text() throws Exception {
        // when
        Caller.Answer answer = Caller.of(shop)
                .with("X-Shopify-Access-Token", "shpat_wrong")
                .json("POST", PATH, "{\"query\": \"{ productVariants(first: 1) { nodes { id } } }\"}");

        // then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/errors")).contains("Invalid API key or access token");
        assertThat(shop.ledger().refusals(Reason.UNAUTHORIZED)).isEqualTo(1);
    }

    @Test
    void variants_are_found_by_sku_with_ids_price_and_quantity() throws Exception {
        // when
        Caller.Answer answer = find("sku:'SKU-1' OR sku:\"SKU 3/blue\" OR sku:'SKU-9'", 50, null);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("sku")).containsExactlyInAnyOrder("SKU-1", "SKU 3/blue");
        var nodes = answer.json().at("/data/productVariants/nodes");
        var node = nodes.get(0).path("sku").asText().equals("SKU-1") ? nodes.get(0) : nodes.get(1);
        assertThat(node.path("id").asText()).isEqualTo(shop.variantId("SKU-1"));
        assertThat(node.at("/product/id").asText()).isEqualTo(shop.productId("SKU-1"));
        assertThat(node.at("/inventoryItem/id").asText()).isEqualTo(shop.inventoryItemId("SKU-1"));
        assertThat(node.at("/inventoryItem/inventoryLevel/quantities/0/quantity")
                        .asInt())
                .isEqualTo(10);
        assertThat(node.path("price").isTextual()).isTrue();
        assertThat(node.path("price").asText()).isEqualTo("12.50");
    }

    @Test
    void pages_lead_through_all_variants_once() throws Exception {
        // when
        List<String> skus = new ArrayList<>();
        String cursor = null;
        boolean hasNext = true;
        while (hasNext) {
            Caller.Answer page = find(null, 2, cursor);
            skus.addAll(page.json().findValuesAsText("sku"));
            cursor = page.text("/data/productVariants/pageInfo/endCursor");
            hasNext =
                    page.json().at("/data/productVariants/pageInfo/hasNextPage").asBoolean();
        }

        // then
        assertThat(skus).containsExactlyInAnyOrder("SKU-1", "SKU-2", "SKU 3/blue");
    }

    @Test
    void a_field_that_the_api_does_not_have_is_an_error() throws Exception {
        // when
        Caller.Answer answer = graphql("{ productVariants(first: 1) { nodes { stock } } }", Map.of());

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("errors")).isNotEmpty();
        assertThat(shop.ledger().refusals(Reason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void a_quantity_is_set_when_it_was_what_we_thought() throws Exception {
        // when
        Caller.Answer answer = set("key-1", quantity("SKU-1", 4, 10));

        // then
        assertThat(answer.json().at("/data/inventorySetQuantities/userErrors")).isEmpty();
        assertThat(answer.json()
                        .at("/data/inventorySetQuantities/inventoryAdjustmentGroup/changes/0/delta")
                        .asInt())
                .isEqualTo(-6);
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(4);
        assertThat(shop.ledger().writes()).singleElement().satisfies(write -> {
            assertThat(write.operation()).isEqualTo("inventorySetQuantities");
            assertThat(write.location()).isEqualTo(shop.locationIds().get(0));
            assertThat(write.quantity()).isEqualTo(4);
        });
    }

    @Test
    void a_stale_compare_refuses_every_quantity_of_the_request() throws Exception {
        // given
        shop.placeOrder(List.of(OrderLine.of("SKU-1", 1)));

        // when
        Caller.Answer answer = set("key-1", quantity("SKU-2", 3, 5), quantity("SKU-1", 4, 10));

        // then
        var error = answer.json().at("/data/inventorySetQuantities/userErrors/0");
        assertThat(error.path("code").asText()).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(error.path("field").toString()).isEqualTo("[\"input\",\"quantities\",\"1\",\"changeFromQuantity\"]");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(9);
        assertThat(shop.shown("SKU-2").quantity()).isEqualTo(5);
        assertThat(shop.ledger().refusals(Reason.STALE)).isEqualTo(1);
    }

    @Test
    void null_opts_out_of_the_compare_and_leaving_it_out_is_an_error() throws Exception {
        // given
        ObjectNode silent = quantity("SKU-2", 1, null);
        silent.remove("changeFromQuantity");

        // when
        Caller.Answer optedOut = set("key-1", quantity("SKU-1", 4, null));
        Caller.Answer leftOut = set("key-2", silent);

        // then
        assertThat(optedOut.json().at("/data/inventorySetQuantities/userErrors"))
                .isEmpty();
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(4);
        assertThat(leftOut.text("/data/inventorySetQuantities/userErrors/0/code"))
                .isEqualTo("COMPARE_QUANTITY_REQUIRED");
    }

    @Test
    void the_same_idempotency_key_has_no_effect_twice() throws Exception {
        // given
        set("key-1", quantity("SKU-1", 4, null));
        set("key-2", quantity("SKU-1", 8, null));

        // when
        Caller.Answer again = set("key-1", quantity("SKU-1", 4, null));
        Caller.Answer other = set("key-1", quantity("SKU-1", 5, null));

        // then
        assertThat(again.json().at("/data/inventorySetQuantities/userErrors")).isEmpty();
        assertThat(other.text("/data/inventorySetQuantities/userErrors/0/code"))
                .isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(8);
        assertThat(shop.ledger().writes()).hasSize(2);
    }

    @Test
    void unknown_items_locations_and_reasons_have_their_codes() throws Exception {
        // given
        ObjectNode unknownItem = quantity("SKU-1", 1, null);
        unknownItem.put("inventoryItemId", "gid://shopify/InventoryItem/1");
        ObjectNode unknownLocation = quantity("SKU-1", 1, null);
        unknownLocation.put("locationId", "gid://shopify/Location/1");

        // when
        Caller.Answer answer = graphql(
                SET,
                Map.of(
                        "key",
                        "key-1",
                        "input",
                        Map.of(
                                "name",
                                "available",
                                "reason",
                                "because",
                                "quantities",
                                List.of(unknownItem, unknownLocation, quantity("SKU-1", -1, null)))));

        // then
        assertThat(answer.json().findValuesAsText("code"))
                .containsExactly(
                        "INVALID_REASON", "INVALID_INVENTORY_ITEM", "INVALID_LOCATION", "INVALID_QUANTITY_NEGATIVE");
        assertThat(shop.ledger().writes()).isEmpty();
    }

    @Test
    void more_than_250_quantities_are_refused_whole() throws Exception {
        // given
        List<ObjectNode> many = new ArrayList<>();
        for (int i = 0; i < 251; i++) {
            many.add(quantity("SKU-1", i, null));
        }

        // when
        Caller.Answer answer = graphql(
                SET,
                Map.of(
                        "key",
                        "key-1",
                        "input",
                        Map.of("name", "available", "reason", "correction", "quantities", many)));

        // then
        assertThat(answer.text("/errors/0/extensions/code")).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(shop.ledger().writes()).isEmpty();
    }

    @Test
    void a_rejected_item_is_named_in_the_user_errors() throws Exception {
        // given
        shop.faults().rejectItem("SKU-2");

        // when
        Caller.Answer answer = set("key-1", quantity("SKU-1", 1, null), quantity("SKU-2", 1, null));

        // then
        assertThat(answer.text("/data/inventorySetQuantities/userErrors/0/code"))
                .isEqualTo("ITEM_NOT_STOCKED_AT_LOCATION");
        assertThat(answer.text("/data/inventorySetQuantities/userErrors/0/field/2"))
                .isEqualTo("1");
        assertThat(shop.faults().happened(Faults.Kind.REJECT_ITEM)).isEqualTo(1);
        assertThat(shop.ledger().writes()).isEmpty();
    }

    @Test
    void a_price_is_set_on_a_variant_of_the_product() throws Exception {
        // when
        Caller.Answer answer = price("SKU-1", false, variant("SKU-1", "13.9"));

        // then
        assertThat(answer.json().at("/data/productVariantsBulkUpdate/userErrors"))
                .isEmpty();
        assertThat(answer.text("/data/productVariantsBulkUpdate/productVariants/0/price"))
                .isEqualTo("13.90");
        assertThat(shop.shown("SKU-1").price()).isEqualTo("13.90");
    }

    @Test
    void a_variant_of_another_product_spoils_the_update_unless_parts_are_allowed() throws Exception {
        // given
        ObjectNode good = variant("SKU-1", "13.90");
        ObjectNode bad = variant("SKU 3/blue", "1.00");

        // when
        Caller.Answer whole = price("SKU-1", false, good, bad);
        String afterWhole = shop.shown("SKU-1").price().toPlainString();
        Caller.Answer partly = price("SKU-1", true, good, bad);

        // then
        assertThat(whole.text("/data/productVariantsBulkUpdate/userErrors/0/code"))
                .isEqualTo("PRODUCT_VARIANT_DOES_NOT_EXIST");
        assertThat(afterWhole).isEqualTo("12.50");
        assertThat(partly.text("/data/productVariantsBulkUpdate/userErrors/0/field/1"))
                .isEqualTo("1");
        assertThat(shop.shown("SKU-1").price()).isEqualTo("13.90");
        assertThat(shop.shown("SKU 3/blue").price()).isEqualTo("99.90");
    }

    @Test
    void a_fault_strikes_the_mutation_that_it_names() throws Exception {
        // given
        shop.faults().fail("inventorySetQuantities", 1, 503);

        // when
        Caller.Answer query = find(null, 1, null);
        Caller.Answer mutation = set("key-1", quantity("SKU-1", 1, null));

        // then
        assertThat(query.status()).isEqualTo(200);
        assertThat(mutation.status()).isEqualTo(503);
    }

    private ObjectNode variant(String sku, String price) {
        return JsonText.object().put("id", shop.variantId(sku)).put("price", price);
    }

    private Caller.Answer price(String product, boolean partial, ObjectNode... variants)
            throws IOException, InterruptedException {
        return graphql(
                PRICE, Map.of("product", shop.productId(product), "variants", List.of(variants), "partial", partial));
    }
}
