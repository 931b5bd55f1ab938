/**
 * A small shop of our invention, for what no big system shows: its own field names, webhooks by Standard Webhooks
 * (https://www.standardwebhooks.com, specification 1.0), one endpoint for offers. Its whole API:
 *
 * <ul>
 *   <li>Webhook {@code order.placed}, sent again with a higher {@code rev} when the buyer changes the order, and {@code
 *       order.cancelled}: {@code {type, timestamp, data: {ref, rev, placed, currency, positions: [{pos, article, pcs,
 *       unit_price}], ship: {name, street, zip, city, country}}}}. Amounts are decimal strings.
 *   <li>{@code PUT /api/offers}, bearer token: {@code {"offers": [{article, pieces, price, currency}]}}, at most 100;
 *       {@code pieces} or {@code price} may be left out, {@code currency} goes with {@code price}. Answered 200 {@code
 *       {"results": [{article, status, message}]}}, one result an offer, {@code ok} or {@code error}; a request that
 *       cannot be read is 400 {@code {"error": "..."}}.
 *   <li>{@code GET /api/offers?from=<article>}: {@code {"offers": [...], "next": "<article>"}}, 100 a page in the order of
 *       the articles; {@code next} is null on the last page.
 *   <li>{@code GET /api/offers/{article}}: {@code {article, pieces, price, currency}}.
 *   <li>A shop that takes its time answers {@code PUT /api/offers} with 202 {@code {"importId": "I-1"}}, and {@code GET
 *       /api/imports/I-1} with {@code {"state": "working"}}, or {@code {"state": "done", "results": [...]}} as above.
 * </ul>
 */
package io.crossdock.sandbox.partner;
