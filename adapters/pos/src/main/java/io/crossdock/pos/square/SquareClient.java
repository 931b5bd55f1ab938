package io.crossdock.pos.square;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.JsonElements;
import io.crossdock.spi.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints that we call, one method each. A refusal is a {@link Failure} of kind {@code REJECTED} that names
 * Square's error codes.
 */
final class SquareClient {

    /** The API's version that the fields below were read in. */
    static final String VERSION = "2026-08-19";

    /** Of 1,000 each; more than a search for 250 SKUs can mean. */
    private static final int PAGES = 5;

    static final String SEARCH = "SearchCatalogObjects";
    static final String COUNTS = "BatchRetrieveInventoryCounts";

    private final Channel channel;
    private final Api api;

    SquareClient(Channel channel, Api api) {
        this.channel = channel;
        this.api = api;
    }

    /** {@code RetrieveOrder}: the order as it is now. */
    JsonNode order(String id) {
        String path = "/v2/orders/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        Request request = versioned("RetrieveOrder", "GET", path, null);
        JsonNode order = expect(request, id, JsonNode.class).get("order");
        if (order == null || !order.isObject()) {
            throw Failure.malformed(channel.system(), request.operation(), id, "no order in the answer");
        }
        return order;
    }

    /** {@code SearchOrders}: whole orders of at most ten locations, by the time of their last change. */
    FoundOrders orders(OrderSearch search) {
        Request request = post("SearchOrders", "/v2/orders/search", search);
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw refused(answer, request, "");
        }
        // Square leaves the list out where nothing fits.
        List<byte[]> orders =
                JsonElements.of(answer, "orders", request, channel).orElse(List.of());
        return new FoundOrders(
                orders, Json.read(answer, request, channel, Found.class).cursor());
    }

    /** {@code BatchRetrieveCatalogObjects}: the objects that are there, deleted ones too where asked for. */
    List<JsonNode> objects(Collection<String> ids, boolean withDeleted) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Request request = post("BatchRetrieveCatalogObjects", "/v2/catalog/batch-retrieve", new Ids(ids, withDeleted));
        List<JsonNode> objects = expect(request, "", Objects.class).objects();
        return objects == null ? List.of() : objects;
    }

    /** {@code SearchCatalogObjects}: the variations with one of these SKUs, in any case. At most 250 SKUs. */
    List<SquareObject> variations(List<String> skus) {
        List<SquareObject> found = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < PAGES && (page == 0 || cursor != null); page++) {
            Search search = new Search(
                    List.of("ITEM_VARIATION"), new Search.Query(new Search.AttributeSet("sku", skus)), 1000, cursor);
            Found answer = expect(post(SEARCH, "/v2/catalog/search", search), "", Found.class);
            if (answer.objects() != null) {
                found.addAll(answer.objects());
            }
            cursor = answer.cursor();
        }
        return found;
    }

    /** {@code SearchCatalogObjects}: a page of all variations. @param cursor null for the first */
    FoundVariations allVariations(String cursor, int limit) {
        Search all = new Search(List.of("ITEM_VARIATION"), null, limit, cursor);
        Found answer = expect(post(SEARCH, "/v2/catalog/search", all), "", Found.class);
        return new FoundVariations(
                answer.objects() == null ? List.of() : answer.objects(), Optional.ofNullable(answer.cursor()));
    }

    /** {@code BatchRetrieveInventoryCounts}: what is in stock at a location; nothing for what was never counted there. */
    List<SquareCount> counts(List<String> variations, String location) {
        List<SquareCount> counts = new ArrayList<>();
        String cursor = null;
        // Each cursor is another than the one before, and each page holds something: the ids bound the pages.
        for (int page = 0;
                !variations.isEmpty() && page <= variations.size() && (page == 0 || cursor != null);
                page++) {
            CountSearch search =
                    new CountSearch(variations, List.of(location), List.of("IN_STOCK"), variations.size(), cursor);
            FoundCounts answer =
                    expect(post(COUNTS, "/v2/inventory/counts/batch-retrieve", search), "", FoundCounts.class);
            if (answer.counts() != null) {
                counts.addAll(answer.counts());
            }
            cursor = answer.cursor();
        }
        return counts;
    }

    /**
     * {@code BatchChangeInventory}: sets counts, all of them or none. At most 100.
     *
     * @return the codes of the errors; none where the counts are set
     */
    List<String> count(String idempotencyKey, List<Count> counts) {
        List<Change> changes = counts.stream()
                .map(count -> new Change("PHYSICAL_COUNT", count))
                .toList();
        Request request = post(
                "BatchChangeInventory",
                "/v2/inventory/changes/batch-create",
                new Changes(idempotencyKey, changes, false));
        Answer answer = api.call(request);
        return answer.isSuccess() ? List.of() : SquareErrors.codes(answer, request, channel);
    }

    /** {@code BatchUpsertCatalogObjects}: writes each object whole and on its own. */
    Upserted upsert(String idempotencyKey, List<JsonNode> objects) {
        List<Batch> batches =
                objects.stream().map(object -> new Batch(List.of(object))).toList();
        Request request =
                post("BatchUpsertCatalogObjects", "/v2/catalog/batch-upsert", new Upsert(idempotencyKey, batches));
        Answer answer = api.call(request);
        Set<String> written = new HashSet<>();
        if (answer.isSuccess()) {
            List<JsonNode> taken =
                    Json.read(answer, request, channel, Objects.class).objects();
            if (taken != null) {
                taken.forEach(object -> written.add(object.path("id").asText()));
            }
        }
        return new Upserted(written, SquareErrors.codes(answer, request, channel));
    }

    private <T> T expect(Request request, String key, Class<T> type) {
        Answer answer = api.call(request.reading());
        if (!answer.isSuccess()) {
            throw refused(answer, request, key);
        }
        return Json.read(answer, request, channel, type);
    }

    private Failure refused(Answer answer, Request request, String key) {
        return Failure.rejected(
                channel.system(),
                request.operation(),
                key,
                String.join(", ", SquareErrors.codes(answer, request, channel)));
    }

    private static Request post(String operation, String path, Object body) {
        return versioned(operation, "POST", path, Json.write(body));
    }

    private static Request versioned(String operation, String method, String path, byte[] body) {
        return new Request(
                operation,
                method,
                path,
                Map.of(),
                Map.of("Square-Version", VERSION),
                body == null ? null : "application/json",
                body);
    }

    /**
     * {@code SearchOrdersRequest}. The order of the answer must be that of the time that is searched by.
     *
     * @param cursor null for the first page
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderSearch(List<String> locationIds, String cursor, int limit, boolean returnEntries, ByTime query) {

        static OrderSearch of(List<String> locations, Instant from, Instant until, String cursor, int limit) {
            ByTime query = new ByTime(
                    new Filter(new DateTimeFilter(new TimeRange(from, until))), new Sort("UPDATED_AT", "ASC"));
            return new OrderSearch(locations, cursor, limit, false, query);
        }

        private record ByTime(Filter filter, Sort sort) {}

        @JsonNaming(SnakeCaseStrategy.class)
        private record Filter(DateTimeFilter dateTimeFilter) {}

        @JsonNaming(SnakeCaseStrategy.class)
        private record DateTimeFilter(TimeRange updatedAt) {}

        @JsonNaming(SnakeCaseStrategy.class)
        private record TimeRange(Instant startAt, Instant endAt) {}

        @JsonNaming(SnakeCaseStrategy.class)
        private record Sort(String sortField, String sortOrder) {}
    }

    /** @param cursor null on the last page */
    record FoundOrders(List<byte[]> orders, String cursor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Ids(Collection<String> objectIds, boolean includeDeletedObjects) {}

    private record Objects(List<JsonNode> objects) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Search(List<String> objectTypes, Query query, int limit, String cursor) {

        @JsonNaming(SnakeCaseStrategy.class)
        private record Query(AttributeSet setQuery) {}

        @JsonNaming(SnakeCaseStrategy.class)
        private record AttributeSet(String attributeName, List<String> attributeValues) {}
    }

    private record Found(List<SquareObject> objects, String cursor) {}

    /** @param next where the search goes on; empty on the last page */
    record FoundVariations(List<SquareObject> variations, Optional<String> next) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record CountSearch(
            List<String> catalogObjectIds, List<String> locationIds, List<String> states, int limit, String cursor) {}

    private record FoundCounts(List<SquareCount> counts, String cursor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Changes(String idempotencyKey, List<Change> changes, boolean ignoreUnchangedCounts) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Change(String type, Count physicalCount) {}

    /** {@code InventoryPhysicalCount}. @param quantity a decimal string */
    @JsonNaming(SnakeCaseStrategy.class)
    record Count(String catalogObjectId, String state, String locationId, String quantity, Instant occurredAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Upsert(String idempotencyKey, List<Batch> batches) {}

    private record Batch(List<JsonNode> objects) {}

    /** @param codes why the others were not written */
    record Upserted(Set<String> ids, List<String> codes) {}
}
