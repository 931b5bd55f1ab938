/**
 * Amazon, Selling Partner API: Orders 2026-01-01, Listings Items 2021-08-01, notifications by SQS
 * (developer-docs.amazon.com/sp-api; models at github.com/amzn/selling-partner-api-models, read 2026-11-20).
 *
 * <p>In: an {@code ORDER_CHANGE} notification names an order; the order is fetched and journaled as kind {@code order},
 * as Amazon answered it. What no
 * notification told is found by listing the orders of a time. Orders that Amazon fulfils take none of our stock and are left alone. Out: one patch a listing.
 *
 * <p>Quirks, as of 2026-11-20:
 *
 * <ul>
 *   <li>{@code ORDER_CHANGE} is written in PascalCase, newer notification types in camelCase;
 *   <li>Amazon reserves the pieces of a {@code PENDING} order; so do we, though payment may still fail;
 *   <li>no field tells how many pieces of an item were cancelled: what is neither fulfilled nor unfulfilled was;
 *   <li>{@code ACCEPTED} means accepted for processing, and no request tells what became of a submission: the listing is
 *       read until it shows what was patched. Whether two patches of a listing are carried out in their order is not
 *       documented;
 *   <li>{@code merge} keeps a listing's lead time and restock date beside the quantity (since 2025-06-16); for a price
 *       only {@code replace} works, which drops a running sale price of the same offer;
 *   <li>the product type {@code PRODUCT} is taken for patches of quantity and price, whatever the listing's own is;
 *   <li>buyer and recipient are restricted data: asked for only where the channel says {@code recipient: include}.
 * </ul>
 */
package io.crossdock.marketplaces.amazon;
