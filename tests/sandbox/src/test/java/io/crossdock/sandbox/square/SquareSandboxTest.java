package io.crossdock.sandbox.square;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SquareSandboxTest {

    private static final String COUNTS = "/v2/inventory/changes/batch-create";

    private final SettableClock clock = new SettableClock();
    private final SquareSandbox shop = new SquareSandbox(Worlds.setup("square-shop", "USD", clock));
    private final Caller caller = Caller.of(shop)
            .with("Authorization", "Bearer " + shop.accessToken())
            .with("Square-Version", "2026-01-22");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_stranger_is_answered_in_the_error_form() throws Exception {
        // when
        Caller.Answer answer =
                Caller.of(shop).with("Authorization", "Bearer other").json("POST", COUNTS, "{}");

        // then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/errors/0/category")).isEqualTo("AUTHENTICATION_ERROR");
        assertThat(answer.text("/errors/0/code")).isEqualTo("UNAUTHORIZED");
        assertThat(shop.ledger().refusals(Reason.UNAUTHORIZED)).isEqualTo(1);
    }

    @Test
    void a_version_that_is_no_date_is_refused() throws Exception {
        // when
        Caller.Answer answer = caller.with("Square-Version", "latest").json("POST", COUNTS, "{}");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/code")).isEqualTo("INVALID_SQUARE_VERSION_FORMAT");
    }

    @Test
    void a_physical_count_sets_what_is_shown() throws Exception {
        // when
        Caller.Answer answer = count("key-1", change("SKU-1", "4", clock.instant()));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/counts/0/quantity")).isEqualTo("4");
        assertThat(answer.text("/counts/0/catalog_object_id")).isEqualTo(shop.variationId("SKU-1"));
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(4);
        assertThat(shop.ledger().writes()).singleElement().satisfies(write -> assertThat(write.quantity())
                .isEqualTo(4));
    }

    @Test
    void a_sale_after_the_count_was_taken_is_taken_off_it() throws Exception {
        // given
        Instant counted = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        shop.sell(List.of(OrderLine.of("SKU-1", 3)));
        clock.advance(Duration.ofSeconds(1));

        // when
        count("key-1", change("SKU-1", "50", counted));
        long late = shop.shown("SKU-1").quantity();
        count("key-2", change("SKU-1", "46", clock.instant()));
        long now = shop.shown("SKU-1").quantity();
        count("key-3", change("SKU-1", "99", counted));

        // then
        assertThat(late).isEqualTo(47);
        assertThat(now).isEqualTo(46);
        assertThat(shop.shown("SKU-1").quantity()).as("an older count").isEqualTo(46);
        assertThat(shop.ledger().refusals(Reason.STALE)).isEqualTo(1);
    }

    @Test
    void the_same_idempotency_key_has_no_effect_twice() throws Exception {
        // given
        ObjectNode first = change("SKU-1", "4", clock.instant());
        Caller.Answer once = count("key-1", first);
        clock.advance(Duration.ofSeconds(1));
        count("key-2", change("SKU-1", "8", clock.instant()));

        // when
        Caller.Answer again = count("key-1", first);
        Caller.Answer other = count("key-1", change("SKU-1", "5", clock.instant()));

        // then
        assertThat(again.json()).isEqualTo(once.json());
        assertThat(other.text("/errors/0/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(8);
        assertThat(shop.ledger().writes()).hasSize(2);
    }

    @Test
    void a_key_is_at_most_128_long_and_never_missing() throws Exception {
        // when
        Caller.Answer atLimit = count("k".repeat(128), change("SKU-1", "4", clock.instant()));
        Caller.Answer tooLong = count("k".repeat(129), change("SKU-1", "4", clock.instant()));
        Caller.Answer empty = count("", change("SKU-1", "4", clock.instant()));

        // then
        assertThat(atLimit.status()).isEqualTo(200);
        assertThat(tooLong.text("/errors/0/code")).isEqualTo("VALUE_TOO_LONG");
        assertThat(empty.text("/errors/0/field")).isEqualTo("idempotency_key");
    }

    @Test
    void a_count_with_a_flaw_refuses_the_whole_request_and_names_the_field() throws Exception {
        // given
        ObjectNode good = change("SKU-1", "4", clock.instant());
        ObjectNode asNumber = change("SKU-2", "4", clock.instant());
        ((ObjectNode) asNumber.path("physical_count")).put("quantity", 4);
        ObjectNode unknown = change("SKU-2", "4", clock.instant());
        ((ObjectNode) unknown.path("physical_count")).put("catalog_object_id", "NOBODY");

        // when
        Caller.Answer number = count("key-1", good, asNumber);
        Caller.Answer fraction = count("key-2", good, change("SKU-2", "1.5", clock.instant()));
        Caller.Answer future =
                count("key-3", change("SKU-2", "1", clock.instant().plusSeconds(3600)));
        Caller.Answer old = count("key-4", change("SKU-2", "1", clock.instant().minus(Duration.ofHours(25))));
        Caller.Answer notFound = count("key-5", good, unknown);

        // then
        assertThat(number.text("/errors/0/code")).isEqualTo("EXPECTED_STRING");
        assertThat(number.text("/errors/0/field")).isEqualTo("changes[1].physical_count.quantity");
        assertThat(fraction.text("/errors/0/code")).isEqualTo("INVALID_VALUE");
        assertThat(future.text("/errors/0/code")).isEqualTo("INVALID_TIME");
        assertThat(old.text("/errors/0/code")).isEqualTo("INVALID_TIME");
        assertThat(notFound.text("/errors/0/code")).isEqualTo("NOT_FOUND");
        assertThat(shop.ledger().writes()).isEmpty();
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);
    }

    @Test
    void more_than_100_changes_are_refused() throws Exception {
        // given
        ObjectNode[] many = new ObjectNode[101];
        java.util.Arrays.fill(many, change("SKU-1", "4", clock.instant()));

        // when
        Caller.Answer answer = count("key-1", many);

        // then
        assertThat(answer.text("/errors/0/code")).isEqualTo("ARRAY_LENGTH_TOO_LONG");
    }

    @Test
    void variations_are_found_by_sku_in_any_case_and_nothing_found_is_an_empty_answer() throws Exception {
        // when
        Caller.Answer found = caller.json("POST", "/v2/catalog/search", search("sku-1", "SKU 3/blue"));
        Caller.Answer nothing = caller.json("POST", "/v2/catalog/search", search("SKU-9"));

        // then
        assertThat(found.json().findValuesAsText("sku")).containsExactlyInAnyOrder("SKU-1", "SKU 3/blue");
        assertThat(found.text("/objects/0/type")).isEqualTo("ITEM_VARIATION");
        assertThat(found.json()
                        .at("/objects/0/item_variation_data/price_money/amount")
                        .asLong())
                .isEqualTo(1250);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.json().has("objects")).isFalse();
    }

    @Test
    void an_exact_query_matches_in_part_as_documented() throws Exception {
        // when
        Caller.Answer answer = caller.json("POST", "/v2/catalog/search", """
                {"object_types": ["ITEM_VARIATION"],
                 "query": {"exact_query": {"attribute_name": "sku", "attribute_value": "sku-"}}}
                """);

        // then
        assertThat(answer.json().findValuesAsText("sku")).containsExactly("SKU-1", "SKU-2");
    }

    @Test
    void a_search_goes_on_at_its_cursor() throws Exception {
        // when
        Caller.Answer first = caller.json("POST", "/v2/catalog/search", "{\"limit\": 2}");
        Caller.Answer second = caller.json(
                "POST", "/v2/catalog/search", "{\"limit\": 2, \"cursor\": \"" + first.text("/cursor") + "\"}");

        // then
        assertThat(first.json().path("objects")).hasSize(2);
        assertThat(second.json().path("objects")).hasSize(1);
        assertThat(second.json().has("cursor")).isFalse();
    }

    @Test
    void a_price_is_written_back_with_its_version() throws Exception {
        // given
        ObjectNode variation = variation("SKU-1");
        ((ObjectNode) variation.at("/item_variation_data/price_money")).put("amount", 1399);

        // when
        Caller.Answer answer = upsert("key-1", variation);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/objects/0/version").asLong())
                .isGreaterThan(variation.path("version").asLong());
        assertThat(shop.shown("SKU-1").price()).isEqualTo("13.99");
    }

    @Test
    void an_old_version_spoils_its_own_batch_only() throws Exception {
        // given
        ObjectNode old = variation("SKU-1");
        ((ObjectNode) old.at("/item_variation_data/price_money")).put("amount", 1399);
        upsert("key-1", old);
        ObjectNode fresh = variation("SKU-2");
        ((ObjectNode) fresh.at("/item_variation_data/price_money")).put("amount", 250);
        ((ObjectNode) old.at("/item_variation_data/price_money")).put("amount", 1499);

        // when
        Caller.Answer both = upsert("key-2", old, fresh);
        Caller.Answer alone = upsert("key-3", old);

        // then
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.text("/errors/0/code")).isEqualTo("VERSION_MISMATCH");
        assertThat(both.text("/objects/0/id")).isEqualTo(shop.variationId("SKU-2"));
        assertThat(alone.status()).isEqualTo(400);
        assertThat(shop.shown("SKU-1").price()).isEqualTo("13.99");
        assertThat(shop.shown("SKU-2").price()).isEqualTo("2.50");
        assertThat(shop.ledger().refusals(Reason.STALE)).isEqualTo(2);
    }

    @Test
    void counts_are_read_back_for_the_variations_asked_for() throws Exception {
        // when
        Caller.Answer answer = caller.json(
                "POST",
                "/v2/inventory/counts/batch-retrieve",
                "{\"catalog_object_ids\": [\"" + shop.variationId("SKU-2") + "\"]}");

        // then
        assertThat(answer.json().path("counts")).hasSize(1);
        assertThat(answer.text("/counts/0/quantity")).isEqualTo("5");
        assertThat(answer.text("/counts/0/state")).isEqualTo("IN_STOCK");
    }

    @Test
    void a_sale_is_fetched_as_a_completed_order_that_names_variations_and_no_sku() throws Exception {
        // given
        String id = shop.sell(List.of(OrderLine.of("SKU-1", 12)));

        // when
        JsonNode order = caller.get("/v2/orders/" + id).json().path("order");
        Caller.Answer unknown = caller.get("/v2/orders/NOBODY");

        // then
        assertThat(order.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(order.path("version").asInt()).isEqualTo(2);
        assertThat(order.at("/line_items/0/catalog_object_id").asText()).isEqualTo(shop.variationId("SKU-1"));
        assertThat(order.at("/line_items/0/quantity").asText()).isEqualTo("12");
        assertThat(order.at("/total_money/amount").asLong()).isEqualTo(15_000);
        assertThat(order.findValues("sku")).isEmpty();
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(-2);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/errors/0/code")).isEqualTo("NOT_FOUND");
    }

    private ObjectNode change(String sku, String pieces, Instant at) {
        ObjectNode change = JsonText.object().put("type", "PHYSICAL_COUNT");
        change.putObject("physical_count")
                .put("catalog_object_id", shop.variationId(sku))
                .put("location_id", shop.locationIds().get(0))
                .put("state", "IN_STOCK")
                .put("quantity", pieces)
                .put("occurred_at", at.toString());
        return change;
    }

    private Caller.Answer count(String key, ObjectNode... changes) throws IOException, InterruptedException {
        ObjectNode body = JsonText.object().put("idempotency_key", key);
        body.putArray("changes").addAll(List.of(changes));
        return caller.json("POST", COUNTS, body.toString());
    }

    private Caller.Answer upsert(String key, ObjectNode... objects) throws IOException, InterruptedException {
        ObjectNode body = JsonText.object().put("idempotency_key", key);
        for (ObjectNode object : objects) {
            body.withArray("batches").addObject().putArray("objects").add(object);
        }
        return caller.json("POST", "/v2/catalog/batch-upsert", body.toString());
    }

    private ObjectNode variation(String sku) throws IOException, InterruptedException {
        String body = "{\"object_ids\": [\"" + shop.variationId(sku) + "\"]}";
        return (ObjectNode)
                caller.json("POST", "/v2/catalog/batch-retrieve", body).json().at("/objects/0");
    }

    private static String search(String... skus) {
        ObjectNode body = JsonText.object();
        body.putArray("object_types").add("ITEM_VARIATION");
        ObjectNode set = body.putObject("query").putObject("set_query");
        set.put("attribute_name", "sku");
        for (String sku : skus) {
            set.withArray("attribute_values").add(sku);
        }
        return body.toString();
    }
}
