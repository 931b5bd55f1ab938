/** Which channels are written to: observed until approved, live, paused (docs/adr/0029). */
package io.crossdock.hub.mode;
