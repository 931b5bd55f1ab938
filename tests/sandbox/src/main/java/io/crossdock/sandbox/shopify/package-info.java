/**
 * A Shopify shop: the GraphQL Admin API 2026-01 as far as an inventory hub uses it, and order webhooks in the REST form
 * (https://shopify.dev/docs/api/admin-graphql/2026-01 and https://shopify.dev/docs/api/webhooks, read 2026-11).
 *
 * <p>Kept from the real one: ids above 2^53; {@code updated_at} in whole seconds, so that two changes within a second
 * carry the same; a set of quantities is taken whole or not at all; THROTTLED comes with status 200, and so does
 * MAX_COST_EXCEEDED beyond 1,000 points; aliases of a mutation are mutations each. Left out: costs are counted coarsely
 * (10 a mutation, 2 plus {@code first} a connection); of quantity names only {@code available}.
 */
package io.crossdock.sandbox.shopify;
