package io.crossdock.marketplaces.amazon;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of accepted patches, as the listings show it: read by {@code searchListingsItems}, 20 SKUs at once (model
 * read 2026-11-26), or one by one where a SKU holds the comma that separates them there.
 *
 * <p>Issues of a listing carry no time, and may be left from an earlier patch. They decide only once the patch's time is
 * over.
 */
final class AmazonOutcomes {

    private static final int SKUS_AT_ONCE = 20;

    private final AmazonClient client;
    private final Channel channel;
    private final Map<Sku, AmazonListing> shown = new HashMap<>();
    private final Set<Sku> read = new HashSet<>();

    AmazonOutcomes(AmazonClient client, Channel channel) {
        this.client = client;
        this.channel = channel;
    }

    /** What was read before a request failed has its results. */
    List<OfferResult> of(List<AcceptedOffer> accepted) {
        Failure stopped = null;
        try {
            read(accepted.stream().map(one -> one.offer().sku()).toList());
        } catch (Failure failure) {
            stopped = failure;
        }
        List<OfferResult> results = new ArrayList<>();
        for (AcceptedOffer one : accepted) {
            Sku sku = one.offer().sku();
            results.add(read.contains(sku) ? result(one) : OfferResult.failed(sku, stopped));
        }
        return results;
    }

    private void read(List<Sku> skus) {
        List<Sku> searched = skus.stream().filter(sku -> !hasComma(sku)).toList();
        for (int from = 0; from < searched.size(); from += SKUS_AT_ONCE) {
            List<Sku> page = searched.subList(from, Math.min(searched.size(), from + SKUS_AT_ONCE));
            client.listed(page).forEach(this::shows);
            read.addAll(page);
        }
        for (Sku sku : skus.stream().filter(AmazonOutcomes::hasComma).toList()) {
            client.listing(sku).ifPresent(this::shows);
            read.add(sku);
        }
    }

    private static boolean hasComma(Sku sku) {
        return sku.value().contains(",");
    }

    private void shows(AmazonListing listing) {
        if (listing.sku() != null) {
            shown.put(new Sku(listing.sku()), listing);
        }
    }

    private OfferResult result(AcceptedOffer accepted) {
        Offer offer = accepted.offer();
        AmazonListing listing = shown.get(offer.sku());
        if (listing != null && isShown(offer, listing)) {
            return OfferResult.confirmed(offer.sku());
        }
        Optional<String> reason = accepted.isLast() ? reason(offer, listing) : Optional.empty();
        return reason.isEmpty()
                ? OfferResult.accepted(offer.sku(), AmazonOffers.ticket(accepted.ticket()))
                : OfferResult.failed(
                        offer.sku(),
                        Failure.rejected(
                                channel.system(),
                                AmazonOffers.OPERATION,
                                offer.sku().value(),
                                reason.get()));
    }

    private boolean isShown(Offer offer, AmazonListing listing) {
        boolean isQuantity = offer.quantity() == null
                || listing.quantity().filter(offer.quantity()::equals).isPresent();
        boolean isPrice = offer.price() == null
                || listing.price(client.property("marketplaceId"))
                        .filter(price -> price.amount() != null
                                && price.amount().compareTo(offer.price().amount()) == 0
                                && offer.price().currency().equals(price.currencyCode()))
                        .isPresent();
        return isQuantity && isPrice;
    }

    /** Why it is not shown, as far as Amazon says so. */
    private static Optional<String> reason(Offer offer, AmazonListing listing) {
        if (listing == null) {
            return Optional.of("accepted, but there is no such listing");
        }
        String codes = listing.issues().stream()
                .filter(issue -> (offer.quantity() != null && issue.isErrorOf(AmazonOffers.AVAILABILITY))
                        || (offer.price() != null && issue.isErrorOf(AmazonOffers.OFFER)))
                .map(AmazonClient.Issue::code)
                .distinct()
                .collect(Collectors.joining(", "));
        return Stream.of(codes)
                .filter(text -> !text.isEmpty())
                .map(text -> "accepted, and not shown: " + text)
                .findFirst();
    }
}
