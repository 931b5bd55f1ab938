/**
 * Square, Connect API v2, {@code Square-Version} 2026-08-19 (developer.squareup.com/reference/square; the OpenAPI
 * document at github.com/square/connect-api-specification, read 2026-11-20).
 *
 * <p>In: a till's sale is an order that reaches {@code COMPLETED}. Order webhooks only name the order, so the order and
 * the catalog objects of its lines are fetched and journaled as one record of kind {@code order}; so are those that no webhook named,
 * found by {@code SearchOrders}. Counts are what we wrote and no news,
 * unless the channel says {@code counts: master}. Out: physical counts, but for such a channel, and prices.
 *
 * <p>Quirks, as of 2026-11-20:
 *
 * <ul>
 *   <li>orders that were not made through the API, a till's among them, carry no {@code version};
 *   <li>a completed order can no longer change: its lines' facts are final;
 *   <li>what a till sold while it was offline is told up to 72 hours later, with the time of the sale;
 *   <li>a returned line does not say whether the piece went back to the shelf; we take it that it did;
 *   <li>{@code ignore_unchanged_counts} is true by default and compares with the last <em>physical count</em>, not with
 *       the level: a level put back to where it was counted last would be dropped, so we send false;
 *   <li>a count that a webhook tells does not say which application took it;
 *   <li>an idempotency key seen before with another body is {@code IDEMPOTENCY_KEY_REUSED};
 *   <li>an upsert replaces the whole catalog object: what is not sent is cleared;
 *   <li>SKUs are searched without regard to case, and two variations may have the same one;
 *   <li>one catalog write at a time for each seller, others get 429.
 * </ul>
 */
package io.crossdock.pos.square;
