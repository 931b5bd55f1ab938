package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A seller on Square: tills that sell, an online order now and then, and the API. */
public final class SquareSandbox implements Shop {

    private final Setup setup;
    private final String accessToken;
    private final String signatureKey;
    private final SquareListings listings;
    private final List<String> locations;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final Orders orders;
    private final CountHistory history = new CountHistory();
    private final SquareCounts counts;
    private final SquareOrderJson orderJson;
    private final SquareEvents events;
    private final WebhookSender webhooks;
    private final SandboxServer server;

    public SquareSandbox(Setup setup) {
        this.setup = setup;
        accessToken = "EAAA" + Ids.capitals(setup.random(), 60);
        signatureKey = Ids.capitals(setup.random(), 22);
        listings = new SquareListings(setup);
        locations = locationIds(setup);
        ledger = new Ledger(setup, locations);
        ledger.whenSold(sale -> history.moved(sale.sku(), sale.location(), sale.at(), -sale.pieces()));
        orders = new Orders(
                setup,
                ledger,
                locations,
                () -> Ids.capitals(setup.random(), 28),
                () -> Ids.capitals(setup.random(), 22));
        counts = new SquareCounts(setup, listings, locations, ledger);
        orderJson = new SquareOrderJson(listings, setup.currency());
        events = new SquareEvents(setup);
        webhooks = new WebhookSender(
                setup.name(), new SquareSigning(signatureKey), () -> Ids.uuid(setup.random()), setup.clock());
        server = new SandboxServer(setup.name(), routes(), new SquareErrors(), faults, ledger);
    }

    /** The bearer token. */
    public String accessToken() {
        return accessToken;
    }

    /** The webhook subscription's signature key. */
    public String signatureKey() {
        return signatureKey;
    }

    public WebhookSender webhooks() {
        return webhooks;
    }

    /** The id that the catalogue, the counts and the order lines know an item by. */
    public String variationId(String sku) {
        return listings.ofSku(sku).variation();
    }

    /**
     * A sale at the till: the goods are gone whatever is shown, which may fall below zero. Sends {@code order.created}
     * (OPEN), {@code order.updated} (COMPLETED) and {@code inventory.count.updated}.
     *
     * @return the order's id
     */
    public String sell(List<OrderLine> lines) {
        Order open = orders.place(lines, true);
        Order completed = orders.complete(open.id());
        webhooks.send(events.orderCreated(open));
        webhooks.send(events.orderUpdated(completed));
        sendCounts(completed);
        return completed.id();
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

    @Override
    public List<String> locationIds() {
        return locations;
    }

    /** An online order, to be shipped. Sends {@code order.created} (OPEN) and {@code inventory.count.updated}. */
    @Override
    public String placeOrder(List<OrderLine> lines) {
        Order order = orders.place(lines);
        webhooks.send(events.orderCreated(order));
        sendCounts(order);
        return order.id();
    }

    /** Sends {@code order.updated} and {@code inventory.count.updated}. */
    @Override
    public void changeOrder(String id, List<OrderLine> lines) {
        updated(orders.change(id, lines));
    }

    /** Sends {@code order.updated} (CANCELED) and {@code inventory.count.updated}. */
    @Override
    public void cancelOrder(String id) {
        updated(orders.cancel(id));
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }

    private void updated(Order order) {
        webhooks.send(events.orderUpdated(order));
        sendCounts(order);
    }

    private void sendCounts(Order order) {
        ArrayNode changed = JsonText.object().putArray("counts");
        order.lines().forEach(line -> changed.add(counts.count(listings.ofSku(line.sku()), line.location())));
        webhooks.send(events.countUpdated(changed));
    }

    private List<Route> routes() {
        SquareGuard guard = new SquareGuard(accessToken);
        SquareCatalog catalog = new SquareCatalog(setup, listings, ledger);
        SquareUpsert upsert = new SquareUpsert(setup, listings, catalog, ledger, faults);
        SquareInventory inventory = new SquareInventory(
                setup,
                listings,
                locations,
                ledger,
                faults,
                history,
                counts,
                news -> webhooks.send(events.countUpdated(news)));
        return List.of(
                Route.of("POST", "/v2/catalog/search", "SearchCatalogObjects", guard, catalog::search),
                Route.of(
                        "POST",
                        "/v2/catalog/batch-retrieve",
                        "BatchRetrieveCatalogObjects",
                        guard,
                        catalog::batchRetrieve),
                Route.of("POST", "/v2/catalog/batch-upsert", SquareUpsert.NAME, guard, upsert::batchUpsert),
                Route.of(
                        "POST",
                        "/v2/inventory/changes/batch-create",
                        SquareInventory.NAME,
                        guard,
                        inventory::batchCreate),
                Route.of(
                        "POST",
                        "/v2/inventory/counts/batch-retrieve",
                        "BatchRetrieveInventoryCounts",
                        guard,
                        counts::batchRetrieve),
                Route.of(
                        "POST",
                        "/v2/orders/search",
                        SquareOrderSearch.NAME,
                        guard,
                        new SquareOrderSearch(setup, orders, orderJson)::search),
                Route.of("GET", "/v2/orders/(?<id>[^/]+)", "RetrieveOrder", guard, this::order));
    }

    private Reply order(Call call) {
        String id = call.path().get("id");
        return orders.find(id)
                .map(order -> Reply.json(200, Map.of("order", orderJson.of(order))))
                .orElseThrow(() -> SquareErrors.notFound(id, "Order not found for id " + id, null));
    }

    private static List<String> locationIds(Setup setup) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < setup.locations(); i++) {
            ids.add("L" + Ids.capitals(setup.name() + " location " + i, 12));
        }
        return List.copyOf(ids);
    }
}
