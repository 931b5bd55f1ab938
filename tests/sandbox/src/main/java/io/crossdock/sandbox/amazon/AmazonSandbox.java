package io.crossdock.sandbox.amazon;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** A seller on Amazon, who ships the orders; the token endpoint is on the same server as the API. */
public final class AmazonSandbox implements Shop {

    /** What the header says while nothing is limited: the documented rate of listing patches. */
    private static final double DOCUMENTED_PER_SECOND = 5;

    private static final double UNLIMITED = 1e12;

    private final Setup setup;
    private final AmazonCredentials credentials;
    private final AmazonListings listings;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final Orders orders;
    private final PatchWork work;
    private final LwaTokens tokens;
    private final AmazonNotifications notifications;
    private final Bucket patchBucket;
    private final Bucket orderBucket;
    private final Bucket searchBucket;
    private final Bucket listingBucket;
    private final SandboxServer server;

    /** @param queue where ORDER_CHANGE notifications go */
    public AmazonSandbox(Setup setup, QueueSender queue) {
        this.setup = setup;
        credentials = AmazonCredentials.any(setup.random());
        listings = AmazonListings.of(setup);
        ledger = new Ledger(setup, AmazonListings.LOCATIONS);
        orders = new Orders(
                setup, ledger, AmazonListings.LOCATIONS, this::newOrderId, () -> Ids.digits(setup.random(), 14));
        work = new PatchWork(ledger, faults, Executors.newSingleThreadScheduledExecutor());
        tokens = new LwaTokens(setup, credentials);
        notifications = new AmazonNotifications(setup, credentials, listings.marketplaceId(), queue);
        patchBucket = new Bucket(setup.clock(), UNLIMITED, DOCUMENTED_PER_SECOND);
        orderBucket = new Bucket(setup.clock(), UNLIMITED, DOCUMENTED_PER_SECOND);
        searchBucket = new Bucket(setup.clock(), UNLIMITED, DOCUMENTED_PER_SECOND);
        listingBucket = new Bucket(setup.clock(), UNLIMITED, DOCUMENTED_PER_SECOND);
        server = new SandboxServer(setup.name(), routes(), new AmazonErrors(), faults, ledger);
    }

    public AmazonCredentials credentials() {
        return credentials;
    }

    public String marketplaceId() {
        return listings.marketplaceId();
    }

    public AmazonNotifications notifications() {
        return notifications;
    }

    /** How long access tokens given from now on are good. */
    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Every access token given so far has expired. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Limits listing patches; documented are 5 a second with a burst of 5. Unlimited until told otherwise. */
    public void limitPatches(double burst, double perSecond) {
        patchBucket.limit(burst, perSecond);
    }

    /** Patches are accepted at once and carried out so long afterwards, as Amazon does; at once until told otherwise. */
    public void patchesTake(Duration span) {
        work.takes(span);
    }

    /** From now on patches are accepted and not carried out. */
    public void holdPatches() {
        work.hold();
    }

    /** Carries out what was accepted, and from now on what is accepted at once. */
    public void releasePatches() {
        work.release();
    }

    /** Limits getOrder; unlimited until told otherwise. */
    public void limitOrders(double burst, double perSecond) {
        orderBucket.limit(burst, perSecond);
    }

    /** Limits searchOrders; documented are 0.0056 a second with a burst of 20. Unlimited until told otherwise. */
    public void limitSearches(double burst, double perSecond) {
        searchBucket.limit(burst, perSecond);
    }

    /** Limits searchListingsItems; documented are 5 a second with a burst of 5. Unlimited until told otherwise. */
    public void limitListings(double burst, double perSecond) {
        listingBucket.limit(burst, perSecond);
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

    /** The one fulfillment channel of what the seller ships. */
    @Override
    public List<String> locationIds() {
        return AmazonListings.LOCATIONS;
    }

    @Override
    public String placeOrder(List<OrderLine> lines) {
        Order order = orders.place(lines);
        notifications.orderChanged(order, "OrderStatusChange", "Order Status Change");
        return order.id();
    }

    /** Amazon's buyers can only take pieces off; the sandbox lets them add some, too. */
    @Override
    public void changeOrder(String id, List<OrderLine> lines) {
        notifications.orderChanged(orders.change(id, lines), "BuyerRequestedChange", "Buyer Requested Change");
    }

    @Override
    public void cancelOrder(String id) {
        notifications.orderChanged(orders.cancel(id), "OrderStatusChange", "Order Status Change");
    }

    @Override
    public void close() {
        server.close();
        work.close();
    }

    private List<Route> routes() {
        ListingsItems items = new ListingsItems(setup, listings, credentials.sellerId(), ledger, work, patchBucket);
        AmazonOrders api = new AmazonOrders(setup, orders, listings, orderBucket);
        OrderSearch search = new OrderSearch(setup, orders, api, listings.marketplaceId(), searchBucket);
        ListingSearch all = new ListingSearch(setup, listings, items, credentials.sellerId(), ledger, listingBucket);
        String item = "/listings/2021-08-01/items/(?<seller>[^/]+)/(?<sku>[^/]+)";
        return List.of(
                Route.of("POST", "/auth/o2/token", "token", call -> {}, tokens::token),
                Route.of("GET", "/orders/2026-01-01/orders", OrderSearch.NAME, tokens::guard, search::search),
                Route.of("GET", "/orders/2026-01-01/orders/(?<id>[^/]+)", AmazonOrders.NAME, tokens::guard, api::get),
                Route.of(
                        "GET",
                        "/listings/2021-08-01/items/(?<seller>[^/]+)",
                        ListingSearch.NAME,
                        tokens::guard,
                        all::search),
                Route.of("PATCH", item, ListingsItems.PATCH, tokens::guard, items::patch),
                Route.of("GET", item, ListingsItems.GET, tokens::guard, items::get));
    }

    /** In 3-7-7 format. */
    private String newOrderId() {
        return "9%s-%s-%s"
                .formatted(Ids.digits(setup.random(), 2), Ids.digits(setup.random(), 7), Ids.digits(setup.random(), 7));
    }
}
