/** What comes from outside, up to the journal: verified, stripped of everything that could steer the hub, kept. */
package io.crossdock.hub.ingest;
