/**
 * The strangler switch without anything that calls or stores: who answers for a key, what differs between two answers,
 * when the switch steps back.
 */
package io.crossdock.erp.strangler;
