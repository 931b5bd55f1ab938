package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HubKafkaClientFactoryTest {

    @Test
    void an_operator_sets_security_but_cannot_make_an_answer_mean_less_than_kept() {
        // given
        Properties route = new Properties();
        route.putAll(Map.of("acks", "all", "enable.idempotence", "true", "security.protocol", "PLAINTEXT"));
        KafkaClients clients = new KafkaClients(Map.of(
                "security.protocol",
                "SSL",
                "acks",
                "0",
                "enable.idempotence",
                "false",
                "delivery.timeout.ms",
                "600000"));

        // when
        Properties merged = new HubKafkaClientFactory(clients).merged(route);

        // then
        assertThat(merged)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("delivery.timeout.ms");
    }
}
