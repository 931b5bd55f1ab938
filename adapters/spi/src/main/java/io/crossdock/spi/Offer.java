package io.crossdock.spi;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;

/**
 * What a channel should show for an item now. A part that needs no write is null; at least one is there.
 *
 * @param quantity pieces to show, after the channel's policy; never negative
 * @param shownQuantity what the channel last confirmed, for an API that compares before it sets; null where unknown
 * @param price null where it needs no write
 * @param idempotencyKey the same whenever this very offer is sent again, another for every other; up to 64 characters
 */
public record Offer(Sku sku, Long quantity, Long shownQuantity, Money price, String idempotencyKey) {}
