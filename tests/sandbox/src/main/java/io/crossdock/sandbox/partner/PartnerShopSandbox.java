package io.crossdock.sandbox.partner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import io.crossdock.sandbox.webhook.Webhook;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The partner's shop; see the package for its API. */
public final class PartnerShopSandbox implements Shop {

    private static final String LOCATION = "main";

    private final Setup setup;
    private final String token;
    private final StandardWebhooksSigning signing;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final Orders orders;
    private final WebhookSender webhooks;
    private final PartnerOffers offers;
    private final SandboxServer server;

    public PartnerShopSandbox(Setup setup) {
        this.setup = setup;
        token = Ids.capitals(setup.random(), 40);
        byte[] key = new byte[32];
        setup.random().nextBytes(key);
        signing = new StandardWebhooksSigning(key);
        ledger = new Ledger(setup, locationIds());
        orders = new Orders(
                setup,
                ledger,
                locationIds(),
                () -> "P-" + Ids.digits(setup.random(), 8),
                () -> Ids.digits(setup.random(), 6));
        webhooks = new WebhookSender(setup.name(), signing, this::newMessageId, setup.clock());
        offers = new PartnerOffers(setup, LOCATION, ledger, faults);
        List<Route> routes = List.of(
                Route.of("PUT", "/api/offers", PartnerOffers.PUT, this::guard, offers::put),
                Route.of("GET", "/api/offers", PartnerOffers.LIST, this::guard, offers::list),
                Route.of("GET", "/api/offers/(?<article>[^/]+)", PartnerOffers.GET, this::guard, offers::get),
                Route.of("GET", "/api/imports/(?<id>[^/]+)", PartnerImports.GET, this::guard, offers.imports()::get));
        server = new SandboxServer(setup.name(), routes, new PartnerErrors(), faults, ledger);
    }

    /** The bearer token of the API. */
    public String token() {
        return token;
    }

    /** From now on offers are accepted, and carried out by {@link #carryOutImports}. */
    public void acceptImports() {
        offers.importing();
    }

    /** Carries out all imports that were accepted so far. */
    public void carryOutImports() {
        offers.imports().carryOut();
    }

    /** {@code whsec_...}, which signs the webhooks. */
    public String webhookSecret() {
        return signing.secret();
    }

    public WebhookSender webhooks() {
        return webhooks;
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
        return List.of(LOCATION);
    }

    /** Sends {@code order.placed}. */
    @Override
    public String placeOrder(List<OrderLine> lines) {
        Order order = orders.place(lines);
        send("order.placed", order);
        return order.id();
    }

    /** Sends {@code order.placed} with a higher {@code rev}. */
    @Override
    public void changeOrder(String id, List<OrderLine> lines) {
        send("order.placed", orders.change(id, lines));
    }

    /** Sends {@code order.cancelled}. */
    @Override
    public void cancelOrder(String id) {
        send("order.cancelled", orders.cancel(id));
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }

    private void send(String type, Order order) {
        ObjectNode message = JsonText.object();
        message.put("type", type);
        message.put("timestamp", order.updatedAt().toString());
        message.set("data", data(order));
        webhooks.send(new Webhook(newMessageId(), type, JsonText.write(message), order.updatedAt()));
    }

    private ObjectNode data(Order order) {
        ObjectNode data = JsonText.object();
        data.put("ref", order.id());
        data.put("rev", order.version());
        data.put("placed", order.placedAt().toString());
        data.put("currency", setup.currency());
        ArrayNode positions = data.putArray("positions");
        for (Order.Line line : order.lines()) {
            if (line.current() > 0) {
                ObjectNode position = positions.addObject();
                position.put("pos", line.id());
                position.put("article", line.sku());
                position.put("pcs", line.current());
                position.put("unit_price", line.price().toPlainString());
            }
        }
        ObjectNode ship = data.putObject("ship");
        ship.put("name", order.buyer().name());
        ship.put("street", order.buyer().street());
        ship.put("zip", order.buyer().postalCode());
        ship.put("city", order.buyer().city());
        ship.put("country", order.buyer().countryCode());
        return data;
    }

    private void guard(Call call) {
        if (!call.header("Authorization").equals(Optional.of("Bearer " + token))) {
            throw PartnerErrors.unauthorized();
        }
    }

    private String newMessageId() {
        return "msg_" + Ids.capitals(setup.random(), 24);
    }
}
