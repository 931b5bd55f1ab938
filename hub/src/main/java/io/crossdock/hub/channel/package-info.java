/** Channel files: one account on a system each, checked against the Kamelets that they name. */
package io.crossdock.hub.channel;
