/** Our events on Kafka: topic names, and the CloudEvents 1.0 Kafka protocol binding in binary mode. */
package io.crossdock.hub.events;
