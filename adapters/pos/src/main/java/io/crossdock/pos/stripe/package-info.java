/**
 * Stripe, whose Terminal is a till: how its webhooks are signed (https://docs.stripe.com/webhooks/signature and the SDK's
 * {@code Webhook}, read 2026-11-20). Sales are not here yet.
 */
package io.crossdock.pos.stripe;
