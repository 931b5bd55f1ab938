package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import io.crossdock.sandbox.webhook.Webhook;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Shopify shop: {@code POST /admin/api/2026-01/graphql.json}, {@code GET /admin/api/2026-01/orders.json} and the
 * webhooks of its orders.
 */
public final class ShopifySandbox implements Shop {

    /** The standard plan's limits (https://shopify.dev/docs/api/usage/limits, read 2026-11). */
    private static final double STANDARD_POINTS = 2000;

    private static final double STANDARD_POINTS_PER_SECOND = 100;

    /** Of the REST API. */
    private static final double STANDARD_REQUESTS = 40;

    private static final double STANDARD_REQUESTS_PER_SECOND = 2;

    private final Setup setup;
    private final String accessToken;
    private final String webhookSecret;
    private final ShopifyListings listings;
    private final ShopifyLocations locations;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final Orders orders;
    private final ShopifyOrderJson orderJson;
    private final Bucket bucket;
    private final Bucket restBucket;
    private final WebhookSender webhooks;
    private final SandboxServer server;

    public ShopifySandbox(Setup setup) {
        this.setup = setup;
        accessToken = "shpat_" + Ids.capitals(setup.random(), 32).toLowerCase(Locale.ROOT);
        webhookSecret = Ids.capitals(setup.random(), 32).toLowerCase(Locale.ROOT);
        listings = new ShopifyListings(setup);
        locations = ShopifyLocations.of(setup);
        ledger = new Ledger(setup, locations.ids());
        orders = new Orders(setup, ledger, locations.ids(), this::newId, this::newId);
        orderJson = new ShopifyOrderJson(listings, setup.currency());
        bucket = new Bucket(setup.clock(), STANDARD_POINTS, STANDARD_POINTS_PER_SECOND);
        restBucket = new Bucket(setup.clock(), STANDARD_REQUESTS, STANDARD_REQUESTS_PER_SECOND);
        webhooks = new WebhookSender(
                setup.name(),
                new ShopifySigning(shopDomain(), webhookSecret),
                () -> Ids.uuid(setup.random()),
                setup.clock());
        GraphqlEndpoint endpoint = new GraphqlEndpoint(
                new ShopifySchema(
                                listings,
                                locations,
                                ledger,
                                new InventorySetQuantities(setup, listings, locations, ledger, faults),
                                new VariantsBulkUpdate(listings, ledger, faults))
                        .graphql(),
                bucket);
        Route graphql = new Route(
                "POST",
                Pattern.compile("/admin/api/2026-01/graphql\\.json"),
                GraphqlEndpoint::operation,
                this::guard,
                endpoint::answer);
        ShopifyOrderList list = new ShopifyOrderList(setup, orders, orderJson, restBucket, this::url);
        Route rest =
                Route.of("GET", "/admin/api/2026-01/orders\\.json", ShopifyOrderList.NAME, this::guard, list::list);
        server = new SandboxServer(setup.name(), List.of(graphql, rest), new ShopifyErrors(), faults, ledger);
    }

    /** What goes into {@code X-Shopify-Access-Token}. */
    public String accessToken() {
        return accessToken;
    }

    /** The app's client secret, which signs webhooks. */
    public String webhookSecret() {
        return webhookSecret;
    }

    public String shopDomain() {
        return setup.name().toLowerCase(Locale.ROOT) + ".myshopify.example";
    }

    /** Where the orders' webhooks go, and how they may go wrong. */
    public WebhookSender webhooks() {
        return webhooks;
    }

    /** Another plan: so many points, refilled at this pace; THROTTLED with status 200 beyond. */
    public void limit(double points, double pointsPerSecond) {
        bucket.limit(points, pointsPerSecond);
    }

    /** The same app used so many points. */
    public void use(double points) {
        bucket.take(points);
    }

    /** Another plan for the REST API: so many requests, refilled at this pace; 429 beyond. */
    public void limitRest(double requests, double requestsPerSecond) {
        restBucket.limit(requests, requestsPerSecond);
    }

    /** The variant's global id. */
    public String variantId(String sku) {
        return listings.ofSku(sku).variantGid();
    }

    public String productId(String sku) {
        return listings.ofSku(sku).productGid();
    }

    public String inventoryItemId(String sku) {
        return listings.ofSku(sku).inventoryItemGid();
    }

    @Override
    public String name() {
        return setup.name();
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    /** Global ids, such as {@code gid://shopify/Location/...}. */
    @Override
    public List<String> locationIds() {
        return locations.ids();
    }

    /** Sends {@code orders/create}. */
    @Override
    public String placeOrder(List<OrderLine> lines) {
        Order order = orders.place(lines);
        send("orders/create", order);
        return order.id();
    }

    /** Sends {@code orders/updated}. */
    @Override
    public void changeOrder(String id, List<OrderLine> lines) {
        send("orders/updated", orders.change(id, lines));
    }

    /** Sends {@code orders/cancelled} and, as the real one does, {@code orders/updated}. */
    @Override
    public void cancelOrder(String id) {
        Order order = orders.cancel(id);
        send("orders/cancelled", order);
        send("orders/updated", order);
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }

    private void send(String topic, Order order) {
        webhooks.send(new Webhook(
                Ids.uuid(setup.random()),
                topic,
                orderJson.of(order),
                setup.clock().instant()));
    }

    private void guard(Call call) {
        if (!call.header("X-Shopify-Access-Token").equals(Optional.of(accessToken))) {
            throw new Refused(Ledger.Reason.UNAUTHORIZED, "", ShopifyErrors.unauthorized());
        }
    }

    private String newId() {
        return Long.toString(Ids.large(Ids.uuid(setup.random())));
    }
}
