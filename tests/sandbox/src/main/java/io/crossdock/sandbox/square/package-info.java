/**
 * A seller on Square: catalogue, inventory and orders of the REST API and the webhooks that go with them
 * (https://developer.squareup.com/reference/square, read 2026-11).
 *
 * <p>Kept from the real one: empty lists are left out of answers; an order's lines name a catalogue object, never a
 * SKU; a physical count holds from its own {@code occurred_at}, so a sale after that moment is taken off it whenever
 * the count arrives; an upsert replaces the whole object, batch by batch. Assumed, since
 * the reference does not say: a version that is not the newest is VERSION_MISMATCH with status 400; at most 100 changes a
 * request. Left out: 429 for two catalogue updates at the same time.
 */
package io.crossdock.sandbox.square;
