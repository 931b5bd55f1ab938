package io.crossdock.hub.reconcile;

import io.crossdock.hub.sync.ChannelAction;
import io.crossdock.spi.OrderListing;
import org.apache.camel.Handler;

/** The bean of a {@code <system>-orders-action} Kamelet: one page of the system's orders, by the API that the settings name. */
public final class OrdersAction extends ChannelAction {

    private OrderListing listing;

    /** @throws io.crossdock.spi.Failure as the listing says */
    @Handler
    public OrderListing.Page list(OrderListing.Span span) {
        Destination to = destination();
        return listing.list(span, to.channel(), to.api());
    }

    public void setListing(OrderListing listing) {
        this.listing = listing;
    }
}
