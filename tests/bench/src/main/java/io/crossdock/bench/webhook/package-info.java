/** {@code crossdock bench webhook}: how fast signed webhooks get into a journal, against a bare handler. */
package io.crossdock.bench.webhook;
