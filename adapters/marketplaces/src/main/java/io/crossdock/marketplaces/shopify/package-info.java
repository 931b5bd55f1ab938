/**
 * Shopify, both ways: its webhooks become order events, offers become inventory levels and prices of the GraphQL Admin
 * API.
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
 *   <li>{@code updated_at} has whole seconds: two changes of one kind within one second have one version.
 *   <li>{@code orders/edited} names lines and differences only; {@code orders/updated} follows it with the order.
 *   <li>A cancellation is told by {@code orders/cancelled} and by {@code orders/updated}, with one {@code updated_at}.
 *   <li>{@code inventorySetQuantities} sets nothing at all where one of its quantities is refused.
 *   <li>Since 2026-01 it compares with {@code changeFromQuantity} and takes {@code @idempotent}, from 2026-04 on it
 *       wants both. A sale moves Shopify's own level, so that a comparison with the last confirmed one often fails.
 *   <li>Too many points are told in a 200: {@code errors[].extensions.code} is {@code THROTTLED}; the cost stands beside
 *       {@code errors}, not in it.
 *   <li>Searching by SKU ignores case and a SKU may belong to several variants.
 * </ul>
 */
package io.crossdock.marketplaces.shopify;
