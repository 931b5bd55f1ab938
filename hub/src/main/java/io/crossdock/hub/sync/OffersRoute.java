package io.crossdock.hub.sync;

import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.List;

/** A channel's route, as its sync calls it. */
@FunctionalInterface
interface OffersRoute {

    /**
     * @param accepted the same offers, which are to be asked about; null to send them
     * @return one result for each
     * @throws Failure what befell all of them
     */
    List<OfferResult> call(List<Offer> offers, List<AcceptedOffer> accepted, Lease lease);
}
