/** A span of a channel's journal translated anew, after its mapping was mended. */
package io.crossdock.hub.replay;
