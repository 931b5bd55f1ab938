/**
 * WooCommerce, REST API v3: how its webhooks are signed (https://woocommerce.github.io/woocommerce-rest-api-docs, section
 * Webhooks, read 2026-11-20). Orders and stock are not here yet.
 *
 * <p>Quirks, as of 2026-11-20:
 *
 * <ul>
 *   <li>no time is signed; {@code X-WC-Webhook-Delivery-ID} names a delivery and is not signed either;
 *   <li>after five deliveries in a row that were not answered by 2xx, 301 or 302 a webhook is disabled.
 * </ul>
 */
package io.crossdock.marketplaces.woocommerce;
