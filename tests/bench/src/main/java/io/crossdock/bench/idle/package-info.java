/** {@code crossdock bench idle}: what many channels that have nothing to do cost one process. */
package io.crossdock.bench.idle;
