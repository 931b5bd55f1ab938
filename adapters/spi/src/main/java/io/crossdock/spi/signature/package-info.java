/** How senders prove who they are: signatures over the raw bytes of a request, compared in constant time. */
package io.crossdock.spi.signature;
