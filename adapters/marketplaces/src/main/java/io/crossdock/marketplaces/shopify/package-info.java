/**
 * Shopify, both ways: its webhooks become order events, offers become inventory levels and prices of the GraphQL Admin
 * API. Orders that no webhook told are found by the REST Admin API, which shows them in the webhooks' form.
 *
 * <p>API version 2026-01. Read 2026-11-20: the webhook topics (https://shopify.dev/docs/api/webhooks/2026-01), whose
 * bodies have the form of the REST order (https://shopify.dev/docs/api/admin-rest/2026-01/resources/order); setting
 * inventory (https://shopify.dev/docs/api/admin-graphql/2026-01/mutations/inventorySetQuantities), prices
 * (https://shopify.dev/docs/api/admin-graphql/2026-01/mutations/productVariantsBulkUpdate), finding variants
 * (https://shopify.dev/docs/api/admin-graphql/2026-01/queries/productVariants), costs
 * (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits).
 *
 * <p>Quirks, as of 2026-11:
 *
 * <ul>
 *   <li>Ids exceed 2^53; they are read as text.
 *   <li>{@code updated_at} has whole seconds. Within one, the pieces ever added and taken off tell which state is the
 *       later; states that differ in no pieces, such as in the address only, share a version but no event id, and which
 *       of them is taken for the later is chance. (The header {@code X-Shopify-Triggered-At} would tell, but it is not
 *       signed and the journal has no place for it.)
 *   <li>{@code orders/edited} names lines and differences only; {@code orders/updated} follows it with the order.
 *   <li>A cancellation is told by {@code orders/cancelled} and by {@code orders/updated}, with one {@code updated_at}.
 *   <li>{@code inventorySetQuantities} sets nothing at all where one of its quantities is refused.
 *   <li>Since 2026-01 it compares with {@code changeFromQuantity} and takes {@code @idempotent}, from 2026-04 on it
 *       wants both. A sale moves Shopify's own level, so that a comparison with the last confirmed one often fails.
 *   <li>{@code productVariantsBulkUpdate} takes one product and costs 10 points and 0.2 a variant
 *       (https://shopify.dev/changelog/dynamic-complexity-for-productvariantsbulkcreate-and-productvariantsbulkupdate-mutations),
 *       also as one of many aliases: the standard plan's 100 points a second are 10 prices a second, whatever is batched.
 *   <li>Too many points are told in a 200: {@code errors[].extensions.code} is {@code THROTTLED}; the cost stands beside
 *       {@code errors}, not in it.
 *   <li>Searching by SKU ignores case and a SKU may belong to several variants.
 * </ul>
 */
package io.crossdock.marketplaces.shopify;
