package io.crossdock.hub.kafka;

import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;

/** Gives Camel's Kafka endpoints what the operator set for every client, security above all. */
public final class HubKafkaClientFactory extends DefaultKafkaClientFactory {

    private final KafkaClients clients;

    public HubKafkaClientFactory(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties settings) {
        settings.putAll(clients.properties());
        return super.getProducer(settings);
    }
}
