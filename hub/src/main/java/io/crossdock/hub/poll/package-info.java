/**
 * Polls a channel's HTTP API: page by page into the journal, with a cursor that follows what the journal has (docs/adr/0012).
 */
package io.crossdock.hub.poll;
