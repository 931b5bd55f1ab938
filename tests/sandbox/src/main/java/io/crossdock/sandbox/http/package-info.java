/** A small HTTP server that a system stands on: routes, a guard, faults, and whatever error form the system has. */
package io.crossdock.sandbox.http;
