package io.crossdock.sandbox;

import java.net.URI;
import java.util.List;

/** What every system of the outside world has in common: a door, a counter for buyers, and a ledger. */
public interface Shop extends AutoCloseable {

    String name();

    /** The API's base URL, without a path. */
    URI url();

    Ledger ledger();

    Faults faults();

    /** The shop's own ids of its locations, the first being where {@link CatalogueItem#quantity()} lies. */
    List<String> locationIds();

    /**
     * A buyer orders; the shop takes the pieces off what it shows and tells whom it may concern.
     *
     * @return the order's own id
     * @throws SoldOut where the shop shows too few
     */
    String placeOrder(List<OrderLine> lines);

    /** The order has these lines from now on; a SKU that is left out is taken off. */
    void changeOrder(String id, List<OrderLine> lines);

    /** The whole order is cancelled and its pieces are shown again. */
    void cancelOrder(String id);

    /** What the shop shows for an item now. */
    default Shown shown(String sku) {
        return ledger().shown(sku);
    }

    @Override
    void close();
}
