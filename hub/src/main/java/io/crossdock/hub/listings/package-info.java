/**
 * Reads back what channels show, compares it with what they confirmed and what is wanted, and has the sync put right what
 * has drifted (docs/adr/0028).
 */
package io.crossdock.hub.listings;
