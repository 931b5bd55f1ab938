/** Kafka clients as the hub uses them everywhere, and the topics they need. */
package io.crossdock.hub.kafka;
