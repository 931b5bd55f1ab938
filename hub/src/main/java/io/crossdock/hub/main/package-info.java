/** Puts the parts together: one process with the roles it was given, started and stopped in the right order. */
package io.crossdock.hub.main;
