/** The HTTP server that webhooks come in by, as an engine of Camel's platform-http (docs/adr/0011). */
package io.crossdock.hub.webhook;
