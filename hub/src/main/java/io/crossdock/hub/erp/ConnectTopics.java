package io.crossdock.hub.erp;

import io.crossdock.hub.kafka.KafkaClients;

/**
 * How the topics of somebody's Kafka Connect are read.
 *
 * @param group under which Kafka keeps how far they were read
 */
public record ConnectTopics(KafkaClients clients, String group) {}
