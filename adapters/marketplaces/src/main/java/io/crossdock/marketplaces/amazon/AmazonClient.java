package io.crossdock.marketplaces.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The endpoints that we call, one method each. A refusal is a {@link Failure} of kind {@code REJECTED} that names
 * Amazon's error codes.
 */
final class AmazonClient {

    static final String SEARCH = "searchListingsItems";

    private static final String SHOWN = "offers,fulfillmentAvailability,issues";

    private final Channel channel;
    private final Api api;

    AmazonClient(Channel channel, Api api) {
        this.channel = channel;
        this.api = api;
    }

    /** {@code getOrder}, Orders 2026-01-01: the answer's body, {@code {"order": ..}}, as it came. */
    byte[] order(String orderId, String dataSets) {
        Request request = Request.get(
                "getOrder", "/orders/2026-01-01/orders/" + segment(orderId), Map.of("includedData", dataSets));
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw AmazonErrors.refusal(answer, request, channel, orderId);
        }
        if (!Json.read(answer, request, channel, JsonNode.class).path("order").isObject()) {
            throw Failure.malformed(channel.system(), request.operation(), orderId, "no order in the answer");
        }
        return answer.body();
    }

    /** {@code patchListingsItem}, Listings Items 2021-08-01. */
    Submission patch(Sku sku, List<Patch> patches) {
        String path = "/listings/2021-08-01/items/" + segment(property("sellerId")) + "/" + segment(sku.value());
        Request request = Request.json("patchListingsItem", "PATCH", path, Json.write(new Patches("PRODUCT", patches)))
                .withQuery(Map.of("marketplaceIds", property("marketplaceId")));
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw AmazonErrors.refusal(answer, request, channel, sku.value());
        }
        return Json.read(answer, request, channel, Submission.class);
    }

    /**
     * {@code searchListingsItems}, Listings Items 2021-08-01: what the seller lists, in the order of creation.
     *
     * @param createdAfter listings created then or later; null for all
     * @param pageToken null for the first page
     */
    FoundListings listings(String createdAfter, String pageToken, int size) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("marketplaceIds", property("marketplaceId"));
        query.put("includedData", "summaries,offers,fulfillmentAvailability");
        query.put("sortBy", "createdDate");
        query.put("sortOrder", "ASC");
        query.put("pageSize", Integer.toString(size));
        if (createdAfter != null) {
            query.put("createdAfter", createdAfter);
        }
        if (pageToken != null) {
            query.put("pageToken", pageToken);
        }
        return search(query);
    }

    /** {@code searchListingsItems} by SKU: up to 20, none of them with a comma. */
    List<AmazonListing> listed(List<Sku> skus) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("marketplaceIds", property("marketplaceId"));
        query.put("identifiersType", "SKU");
        query.put("identifiers", skus.stream().map(Sku::value).collect(Collectors.joining(",")));
        query.put("includedData", SHOWN);
        query.put("pageSize", Integer.toString(skus.size()));
        return search(query).items();
    }

    private FoundListings search(Map<String, String> query) {
        Request request = Request.get(SEARCH, "/listings/2021-08-01/items/" + segment(property("sellerId")), query);
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw AmazonErrors.refusal(answer, request, channel, "");
        }
        FoundListings found = Json.read(answer, request, channel, FoundListings.class);
        if (found.items() == null) {
            throw Failure.malformed(channel.system(), SEARCH, "", "no list of items in the answer");
        }
        return found;
    }

    /** {@code getListingsItem}; empty where there is none. */
    Optional<AmazonListing> listing(Sku sku) {
        String path = "/listings/2021-08-01/items/" + segment(property("sellerId")) + "/" + segment(sku.value());
        Request request = Request.get(
                "getListingsItem", path, Map.of("marketplaceIds", property("marketplaceId"), "includedData", SHOWN));
        Answer answer = api.call(request);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw AmazonErrors.refusal(answer, request, channel, sku.value());
        }
        return Optional.of(Json.read(answer, request, channel, AmazonListing.class));
    }

    /** A setting that the channel file must have. */
    String property(String name) {
        String value = channel.properties().get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("channel " + channel.id() + ": properties." + name + " is missing");
        }
        return value;
    }

    /** Amazon's SKUs may hold slashes and blanks, and a blank in a path is not a plus sign. */
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Patches(String productType, List<Patch> patches) {}

    /** {@code PatchOperation} on one attribute of a listing. */
    record Patch(String op, String path, List<Object> value) {}

    /** {@code ListingsItemSubmissionResponse}. */
    record Submission(String status, String submissionId, List<Issue> issues) {

        Submission {
            issues = issues == null ? List.of() : List.copyOf(issues);
        }
    }

    /** {@code ItemSearchResults}. @param pagination null where all fits onto one page */
    record FoundListings(List<AmazonListing> items, Pagination pagination) {

        Optional<String> next() {
            return Optional.ofNullable(pagination).map(Pagination::nextToken).filter(token -> !token.isBlank());
        }
    }

    record Pagination(String nextToken) {}

    /**
     * @param severity {@code ERROR}, {@code WARNING} or {@code INFO}
     * @param attributeNames what of the listing it is about
     */
    record Issue(String code, String severity, List<String> attributeNames) {

        boolean isErrorOf(String attribute) {
            return "ERROR".equals(severity) && attributeNames != null && attributeNames.contains(attribute);
        }
    }
}
