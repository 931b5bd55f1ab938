/** Which location ships which line of an order: the modern side of the capability {@code order-sourcing}. */
package io.crossdock.hub.sourcing;
