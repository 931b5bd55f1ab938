/**
 * A seller on Amazon: Login with Amazon tokens, the Selling Partner API's orders (2026-01-01) and listings (2021-08-01),
 * and ORDER_CHANGE notifications on a queue (https://developer-docs.amazon.com/sp-api, read 2026-11).
 *
 * <p>Kept from the real one: an expired token is answered 403, not 401; an order is CANCELLED in the API and Canceled in
 * the notification; what {@code includedData} does not name is left out; a listing patch is accepted with 200 even when
 * its status is INVALID. Left out: an accepted patch shows at once, where the real one takes its time.
 */
package io.crossdock.sandbox.amazon;
