/** Partners without Java: a system's translation as two JSLT expressions in its Kamelet. */
package io.crossdock.hub.jslt;
