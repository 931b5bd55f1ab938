/** Finds what notifications did not bring: a system's list of orders is compared with what the journal holds. */
package io.crossdock.hub.reconcile;
