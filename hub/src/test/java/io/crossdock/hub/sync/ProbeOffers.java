package io.crossdock.hub.sync;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.OfferSink;
import io.crossdock.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code sku=quantity} lines, two a request; an item that the answer names is refused. */
public final class ProbeOffers implements OfferSink {

    @Override
    public List<OfferResult> send(List<Offer> offers, Channel channel, Api api) {
        String lines = offers.stream()
                .map(offer -> offer.sku() + "=" + offer.quantity())
                .collect(Collectors.joining("\n"));
        Answer answer = api.call(Request.json("probe", "POST", "/offers", lines.getBytes(StandardCharsets.UTF_8)));
        String refused = new String(answer.body(), StandardCharsets.UTF_8);
        return offers.stream()
                .map(offer -> refused.contains(offer.sku().value())
                        ? OfferResult.failed(
                                offer.sku(),
                                Failure.rejected(
                                        channel.system(), "probe", offer.sku().value(), "no"))
                        : OfferResult.confirmed(offer.sku()))
                .toList();
    }

    @Override
    public int batch() {
        return 2;
    }
}
