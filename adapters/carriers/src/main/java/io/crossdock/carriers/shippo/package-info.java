/**
 * Shippo: how its webhooks are signed (https://docs.goshippo.com/docs/tracking/webhooks, read 2026-11-20). Labels and
 * tracking are not here yet. Signatures have to be enabled by Shippo for an account; a token in the URL, the other way
 * that it offers, would stand in every proxy's log and is not taken.
 */
package io.crossdock.carriers.shippo;
