package io.crossdock.demo;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A channel and the shop behind it.
 *
 * @param webhooks what the shop sends through; empty where it puts messages on a queue
 * @param priceList the ERP's code of the list whose prices it shows
 */
record Account(ChannelConfig config, Shop shop, Optional<WebhookSender> webhooks, String priceList) {

    String name() {
        return config.id().value();
    }

    List<String> pool() {
        return config.channel().locations().stream()
                .map(location -> location.value())
                .toList();
    }

    Set<String> poolSet() {
        return pool().stream().collect(Collectors.toSet());
    }

    /** Pieces that the shop shows where the hub writes them: at its first location. */
    long shownPieces(String sku) {
        return shop.shown(sku).quantities().getOrDefault(shop.locationIds().get(0), 0L);
    }
}
