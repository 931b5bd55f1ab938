package io.crossdock.hub.kafka;

import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Gives Camel's Kafka endpoints what the operator set for every client, security above all; what makes an accepted
 * record safe is not for setting.
 */
public final class HubKafkaClientFactory extends DefaultKafkaClientFactory {

    private static final Set<String> OF_THE_ROUTE = Set.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ProducerConfig.LINGER_MS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private final KafkaClients clients;

    public HubKafkaClientFactory(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties settings) {
        return super.getProducer(merged(settings));
    }

    /** The operator's, but for what a route must be sure of: that an answer means kept, and comes in time. */
    Properties merged(Properties settings) {
        Properties merged = new Properties();
        merged.putAll(settings);
        clients.properties().forEach((name, value) -> {
            if (!OF_THE_ROUTE.contains(name)) {
                merged.put(name, value);
            }
        });
        return merged;
    }
}
