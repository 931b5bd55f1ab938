/**
 * EasyPost, API v2: how its webhooks are signed (https://docs.easypost.com/guides/webhooks-guide and the SDK's {@code
 * Utilities.validateWebhook}, read 2026-11-20). Labels and tracking are not here yet. No time is signed; the body's
 * {@code id} names an event and all its repeats.
 */
package io.crossdock.carriers.easypost;
