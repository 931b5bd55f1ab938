package io.crossdock.hub.listings;

import io.crossdock.hub.sync.ChannelAction;
import io.crossdock.hub.sync.Lease;
import io.crossdock.spi.ListingReader;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/** The bean of a {@code <system>-listings-action} Kamelet: one page of what the system shows. */
public final class ListingsAction extends ChannelAction {

    private ListingReader reader;

    /**
     * @param lease null where nothing holds the requests back
     * @throws io.crossdock.spi.Failure as the reader says
     */
    @Handler
    public ListingReader.Page read(@Body ListingReader.Asked asked, @ExchangeProperty(Lease.PROPERTY) Lease lease) {
        Destination from = destination().under(lease);
        return reader.read(asked, from.channel(), from.api());
    }

    public void setReader(ListingReader reader) {
        this.reader = reader;
    }
}
