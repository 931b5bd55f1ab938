package io.crossdock.hub.sync;

import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.OfferSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/** The bean of an offers Kamelet: hands offers to the adapter's {@link OfferSink}, with the API that the settings name. */
public final class OffersAction extends ChannelAction {

    private OfferSink sink;

    /**
     * Sends offers in batches as the API takes them, or asks what became of them.
     *
     * @param lease null where nothing holds the requests back
     * @param accepted the same offers, which are to be asked about; null to send them
     * @return one result for each; what befell a whole batch is the result of each of its items, and what concerns the
     *     channel that of all that were not sent because of it
     */
    @Handler
    public List<OfferResult> send(
            @Body List<Offer> offers,
            @ExchangeProperty(Lease.PROPERTY) Lease lease,
            @ExchangeProperty(ACCEPTED) List<AcceptedOffer> accepted) {
        Destination to = destination().under(lease);
        return accepted == null ? send(offers, to) : ask(accepted, to);
    }

    private List<OfferResult> ask(List<AcceptedOffer> accepted, Destination to) {
        try {
            return sink.ask(accepted, to.channel(), to.api());
        } catch (Failure failure) {
            return accepted.stream()
                    .map(one -> OfferResult.failed(one.offer().sku(), failure))
                    .toList();
        }
    }

    private List<OfferResult> send(List<Offer> offers, Destination to) {
        List<OfferResult> results = new ArrayList<>(offers.size());
        for (int from = 0; from < offers.size(); from += sink.batch()) {
            List<Offer> batch = offers.subList(from, Math.min(offers.size(), from + sink.batch()));
            try {
                results.addAll(sink.send(batch, to.channel(), to.api()));
            } catch (Failure failure) {
                batch.forEach(offer -> results.add(OfferResult.failed(offer.sku(), failure)));
            }
            Optional<Failure> stop = Results.ofChannel(results.stream()
                    .flatMap(result -> result.failure().stream())
                    .toList());
            if (stop.isPresent()) {
                offers.subList(from + batch.size(), offers.size())
                        .forEach(offer -> results.add(OfferResult.failed(offer.sku(), stop.get())));
                return results;
            }
        }
        return results;
    }

    public void setOffers(OfferSink offers) {
        this.sink = offers;
    }
}
