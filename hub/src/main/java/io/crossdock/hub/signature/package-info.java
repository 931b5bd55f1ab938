/** The hub's side of signature schemes: a channel's settings of its scheme, and the public keys that systems publish. */
package io.crossdock.hub.signature;
