/** The strangler switch on Camel and Kafka: it asks the sides, follows where switches stand, and tells what differs. */
package io.crossdock.hub.strangler;
