package io.crossdock.marketplaces.shopify;

import static io.crossdock.marketplaces.shopify.ShopifyAnswers.QUANTITIES_SET;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.notStocked;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.quantitiesRefused;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.quantityError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variant;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Failure.Kind;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quantities, each compared with the one that is thought to be there. */
class ShopifyQuantitiesTest extends ShopifyOffersStories {

    private static final String STALE = "CHANGE_FROM_QUANTITY_STALE";

    @Test
    void the_same_offers_from_the_same_levels_carry_the_same_idempotency_key_and_others_another() {
        ApiScript api = ApiScript.byOperation().answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)));
        for (int i = 0; i < 4; i++) {
            api.answers(SET, QUANTITIES_SET);
        }

        send(api, quantity("MUG-BLUE", 7L, 9L, "offer-1"));
        send(api, quantity("MUG-BLUE", 7L, 9L, "offer-1"));
        send(api, quantity("MUG-BLUE", 7L, 9L, "offer-2"));
        send(api, quantity("MUG-BLUE", 7L, 8L, "offer-1"));

        assertThat(ApiScript.json(api.requests(SET).get(0)).path("query").asText())
                .contains("@idempotent(key: $key)");
        List<String> keys = List.of(key(api, 0), key(api, 1), key(api, 2), key(api, 3));
        assertThat(keys.get(0)).isNotBlank().isEqualTo(keys.get(1));
        assertThat(keys.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void a_stale_comparison_is_tried_again_from_the_level_as_it_is() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9), variant("MUG-RED", 2, 4)))
                .answers(SET, quantitiesRefused(quantityError(STALE, 1, "changeFromQuantity")))
                .answers(SEARCH, variants(variant("MUG-RED", 2, 3)))
                .answers(SET, QUANTITIES_SET);

        // when
        List<OfferResult> results = offers.send(
                List.of(quantity("MUG-BLUE", 7L, 9L, "offer-1"), quantity("MUG-RED", 2L, 4L, "offer-2")), channel, api);

        // then
        assertThat(results).allMatch(OfferResult::isConfirmed);
        api.isDone();
        JsonNode again = variablesOf(api, SET, 1).at("/input/quantities");
        assertThat(again.findValuesAsText("changeFromQuantity")).containsExactly("9", "3");
        assertThat(again.findValuesAsText("quantity")).containsExactly("7", "2");
        assertThat(key(api, 1)).isNotEqualTo(key(api, 0));
    }

    @Test
    void a_stale_comparison_with_the_wanted_level_there_already_needs_no_second_write() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)))
                .answers(SET, quantitiesRefused(quantityError(STALE, 0, "changeFromQuantity")))
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 8)));

        assertThat(send(api, quantity("MUG-BLUE", 8L, 9L, "offer-1")).isConfirmed())
                .isTrue();
        api.isDone();
    }

    @Test
    void a_level_that_moves_at_every_try_is_left_for_later() {
        ApiScript api = ApiScript.byOperation().answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)));
        for (int i = 0; i < 3; i++) {
            api.answers(SET, quantitiesRefused(quantityError(STALE, 0, "changeFromQuantity")))
                    .answers(SEARCH, variants(variant("MUG-BLUE", 1, 5 - i)));
        }

        OfferResult result = send(api, quantity("MUG-BLUE", 7L, 9L, "offer-1"));

        assertFailed(result, Kind.UNAVAILABLE, "MUG-BLUE");
        api.isDone();
    }

    @Test
    void a_refused_item_has_its_own_result_and_the_others_go_again_without_it() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9), variant("BUNDLE", 2, 4)))
                .answers(SET, quantitiesRefused(quantityError("NON_MUTABLE_INVENTORY_ITEM", 1, "inventoryItemId")))
                .answers(SET, QUANTITIES_SET);

        // when
        List<OfferResult> results = offers.send(
                List.of(quantity("MUG-BLUE", 7L, 9L, "offer-1"), quantity("BUNDLE", 2L, 4L, "offer-2")), channel, api);

        // then
        assertThat(results.get(0).isConfirmed()).isTrue();
        assertFailed(results.get(1), Kind.REJECTED, "BUNDLE: NON_MUTABLE_INVENTORY_ITEM");
        assertThat(variablesOf(api, SET, 1).at("/input/quantities")).hasSize(1);
        api.isDone();
    }

    @Test
    void an_unknown_level_is_read_first_and_set_only_where_it_is_another() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)))
                .answers(SET, QUANTITIES_SET)
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 7)))
                .answers(SEARCH, variants(notStocked("MUG-BLUE", 1)));
        Offer offer = quantity("MUG-BLUE", 7L, null, "offer-1");

        assertThat(send(api, offer).isConfirmed()).isTrue();
        assertThat(send(api, offer).isConfirmed()).isTrue();
        assertFailed(send(api, offer), Kind.REJECTED, "not stocked at gid://shopify/Location/655441491");
        assertThat(variablesOf(api, SET, 0)
                        .at("/input/quantities/0/changeFromQuantity")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void more_pieces_than_the_api_takes_are_rejected_without_asking_it() {
        ApiScript api = ApiScript.inOrder().answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)));

        assertFailed(send(api, quantity("MUG-BLUE", 1_000_000_001L, 9L, "offer-1")), Kind.REJECTED, "pieces");
    }
}
