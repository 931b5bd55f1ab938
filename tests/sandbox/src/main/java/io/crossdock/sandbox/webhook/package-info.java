/** Sends webhooks as the real senders do: signed, retried, sometimes twice; and, on demand, as nobody should. */
package io.crossdock.sandbox.webhook;
