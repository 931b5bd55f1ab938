package io.crossdock.sandbox.shopify;

import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.crossdock.sandbox.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Ties the schema of the subset to the shop: every field that is not a member of a map has its line here. */
final class ShopifySchema {

    private record Level(ShopifyListing listing, String location) {}

    private final ShopifyListings listings;
    private final ShopifyLocations locations;
    private final Ledger ledger;
    private final InventorySetQuantities setQuantities;
    private final VariantsBulkUpdate bulkUpdate;
    private final VariantSearch search;
    private final IdempotentCalls idempotent;

    ShopifySchema(
            ShopifyListings listings,
            ShopifyLocations locations,
            Ledger ledger,
            InventorySetQuantities setQuantities,
            VariantsBulkUpdate bulkUpdate) {
        this.listings = listings;
        this.locations = locations;
        this.ledger = ledger;
        this.setQuantities = setQuantities;
        this.bulkUpdate = bulkUpdate;
        search = new VariantSearch(listings, ledger);
        idempotent = new IdempotentCalls(ledger);
    }

    GraphQL graphql() {
        try (InputStream sdl = ShopifySchema.class.getResourceAsStream("admin-subset.graphqls");
                Reader reader = new InputStreamReader(sdl, StandardCharsets.UTF_8)) {
            var schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(reader), wiring());
            DataFetcherExceptionHandler handler = ShopifySchema::handle;
            return GraphQL.newGraphQL(schema)
                    .queryExecutionStrategy(new AsyncExecutionStrategy(handler))
                    .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(handler))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of input objects, as GraphQL has already checked them. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> handle(
            DataFetcherExceptionHandlerParameters parameters) {
        Throwable cause = parameters.getException();
        GraphQLError error = cause instanceof ShopifyRefusal refusal
                ? GraphQLError.newError()
                        .message(refusal.getMessage())
                        .path(parameters.getPath())
                        .extensions(refusal.getExtensions())
                        .build()
                : GraphQLError.newError()
                        .message("Internal error")
                        .extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
                        .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private RuntimeWiring wiring() {
        return RuntimeWiring.newRuntimeWiring()
                .scalar(MoneyScalar.TYPE)
                .scalar(GraphQLScalarType.newScalar()
                        .name("DateTime")
                        .coercing(Scalars.GraphQLString.getCoercing())
                        .build())
                .type("Query", type -> type.dataFetcher(
                                "productVariant",
                                env -> listings.ofVariant(env.getArgument("id")).orElse(null))
                        .dataFetcher(
                                "productVariants",
                                env -> search.page(
                                        env.getArgument("first"), env.getArgument("after"), env.getArgument("query"))))
                .type("Mutation", type -> type.dataFetcher(InventorySetQuantities.NAME, this::setQuantities)
                        .dataFetcher(VariantsBulkUpdate.NAME, this::bulkUpdate))
                .type("Product", type -> type.dataFetcher("id", of(ShopifyListing::productGid))
                        .dataFetcher("status", env -> "ACTIVE")
                        .dataFetcher("title", of(ShopifyListing::title)))
                .type("ProductVariant", type -> type.dataFetcher("id", of(ShopifyListing::variantGid))
                        .dataFetcher("displayName", of(ShopifyListing::title))
                        .dataFetcher("title", of(ShopifyListing::title))
                        .dataFetcher("sku", of(ShopifyListing::sku))
                        .dataFetcher("product", of(listing -> listing))
                        .dataFetcher("inventoryItem", of(listing -> listing))
                        .dataFetcher("inventoryQuantity", of(listing -> ledger.shown(listing.sku())
                                .quantity()))
                        .dataFetcher("price", of(listing -> ledger.shown(listing.sku())
                                .price())))
                .type("InventoryItem", type -> type.dataFetcher("id", of(ShopifyListing::inventoryItemGid))
                        .dataFetcher("sku", of(ShopifyListing::sku))
                        .dataFetcher("tracked", env -> true)
                        .dataFetcher("inventoryLevel", this::level))
                .type("InventoryLevel", type -> type.dataFetcher("id", env -> levelId(env.getSource()))
                        .dataFetcher("item", env -> env.<Level>getSource().listing())
                        .dataFetcher("location", env -> env.<Level>getSource().location())
                        .dataFetcher("quantities", this::quantities))
                .type("Location", type -> type.dataFetcher("id", env -> env.<String>getSource())
                        .dataFetcher(
                                "name", env -> "Location " + (locations.ids().indexOf(env.<String>getSource()) + 1)))
                .build();
    }

    private static DataFetcher<Object> of(Function<ShopifyListing, Object> field) {
        return env -> field.apply(env.getSource());
    }

    private Object setQuantities(DataFetchingEnvironment env) {
        return idempotent.once(env, () -> setQuantities.apply(env.getArgument("input")));
    }

    private Object bulkUpdate(DataFetchingEnvironment env) {
        boolean isPartialAllowed = Boolean.TRUE.equals(env.getArgument("allowPartialUpdates"));
        return bulkUpdate.apply(env.getArgument("productId"), list(env.getArgument("variants")), isPartialAllowed);
    }

    private Object level(DataFetchingEnvironment env) {
        String location = env.getArgument("locationId");
        return locations
                .idOf(location)
                .map(id -> new Level(env.getSource(), id))
                .orElse(null);
    }

    private static String levelId(Level level) {
        String location = level.location().substring(level.location().lastIndexOf('/') + 1);
        return "gid://shopify/InventoryLevel/" + location + "?inventory_item_id="
                + level.listing().inventoryItem();
    }

    private Object quantities(DataFetchingEnvironment env) {
        Level level = env.getSource();
        List<String> names = env.getArgument("names");
        if (!names.equals(List.of("available"))) {
            throw new ShopifyRefusal("BAD_REQUEST", "the sandbox knows only the quantity name available");
        }
        long quantity = ledger.quantity(level.listing().sku(), level.location());
        return List.of(Map.of("id", levelId(level) + "&name=available", "name", "available", "quantity", quantity));
    }
}
