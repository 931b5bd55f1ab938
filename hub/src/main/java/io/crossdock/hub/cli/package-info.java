/** The command line, {@code ./crossdock}. */
package io.crossdock.hub.cli;
