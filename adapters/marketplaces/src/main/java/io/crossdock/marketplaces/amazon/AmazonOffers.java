package io.crossdock.marketplaces.amazon;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.marketplaces.amazon.AmazonClient.Patch;
import io.crossdock.marketplaces.amazon.AmazonClient.Submission;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.OfferSink;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Patches each item's own listing, at the channel's properties {@code sellerId} and {@code marketplaceId}. Amazon accepts
 * a patch for processing, and has no request that tells what became of it: the listing is read until it shows what was
 * patched.
 */
public final class AmazonOffers implements OfferSink {

    static final String OPERATION = "patchListingsItem";
    static final String AVAILABILITY = "fulfillment_availability";
    static final String OFFER = "purchasable_offer";

    private static final Duration ASK_AFTER = Duration.ofSeconds(2);

    /** Sellers report minutes between a patch and the listing that shows it. */
    private static final Duration WITHIN = Duration.ofMinutes(15);

    /** A patch is about one listing. More at once would wait for their turns with values that others replace meanwhile. */
    @Override
    public int batch() {
        return 1;
    }

    @Override
    public List<OfferResult> send(List<Offer> offers, Channel channel, Api api) {
        AmazonClient client = new AmazonClient(channel, api);
        return offers.stream().map(offer -> sent(offer, channel, client)).toList();
    }

    private static OfferResult sent(Offer offer, Channel channel, AmazonClient client) {
        try {
            return OfferResult.accepted(offer.sku(), ticket(patch(offer, channel, client)));
        } catch (Failure failure) {
            return OfferResult.failed(offer.sku(), failure);
        }
    }

    @Override
    public List<OfferResult> ask(List<AcceptedOffer> accepted, Channel channel, Api api) {
        return new AmazonOutcomes(new AmazonClient(channel, api), channel).of(accepted);
    }

    /** A newer patch goes out before an older one is shown: an item that sells may not wait for minutes. */
    static Ticket ticket(String submissionId) {
        return new Ticket(submissionId, ASK_AFTER, WITHIN, true);
    }

    /** @return the submission's id */
    private static String patch(Offer offer, Channel channel, AmazonClient client) {
        List<Patch> patches = new ArrayList<>();
        if (offer.quantity() != null) {
            // merge keeps the listing's lead time and restock date, replace would drop them.
            patches.add(new Patch(
                    "merge", "/attributes/" + AVAILABILITY, List.of(new Availability("DEFAULT", offer.quantity()))));
        }
        if (offer.price() != null) {
            BigDecimal price = price(offer, channel);
            patches.add(new Patch(
                    "replace",
                    "/attributes/" + OFFER,
                    List.of(new PurchasableOffer(
                            client.property("marketplaceId"),
                            offer.price().currency(),
                            List.of(new OurPrice(List.of(new Schedule(price))))))));
        }
        return accepted(offer.sku(), client.patch(offer.sku(), patches), channel);
    }

    private static String accepted(Sku sku, Submission submission, Channel channel) {
        return switch (String.valueOf(submission.status())) {
            case "ACCEPTED" -> Ticket.isId(submission.submissionId()) ? submission.submissionId() : "unnamed";
            case "INVALID" -> {
                String codes = submission.issues().stream()
                        .filter(issue -> "ERROR".equals(issue.severity()))
                        .map(AmazonClient.Issue::code)
                        .distinct()
                        .collect(Collectors.joining(", "));
                throw Failure.rejected(channel.system(), OPERATION, sku.value(), "INVALID " + codes);
            }
            default ->
                // Malformed rather than unmappable: the patch may be carried out all the same.
                throw Failure.malformed(
                        channel.system(), OPERATION, sku.value(), "unknown status '" + submission.status() + "'");
        };
    }

    private static BigDecimal price(Offer offer, Channel channel) {
        Money price = offer.price();
        try {
            int digits = Currency.getInstance(price.currency()).getDefaultFractionDigits();
            return price.amount().setScale(digits);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw Failure.unmappable(
                    channel.system(), OPERATION, offer.sku().value(), "no price in units of " + price.currency());
        }
    }

    /** By the merchant: {@code DEFAULT}. */
    private record Availability(
            @JsonProperty("fulfillment_channel_code") String fulfillmentChannelCode, long quantity) {}

    private record PurchasableOffer(
            @JsonProperty("marketplace_id") String marketplaceId,
            String currency,
            @JsonProperty("our_price") List<OurPrice> ourPrice) {}

    private record OurPrice(List<Schedule> schedule) {}

    private record Schedule(@JsonProperty("value_with_tax") BigDecimal valueWithTax) {}
}
