package io.crossdock.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of("CROSSDOCK_KAFKA_BROKERS", "127.0.0.1:9092"));

    /** Kubernetes injects these into every pod beside a Service named crossdock or crossdock-http. */
    @Test
    void what_kubernetes_tells_of_services_is_neither_a_setting_nor_a_mistake() {
        // given
        environment.putAll(Map.of(
                "CROSSDOCK_SERVICE_HOST", "10.0.0.1",
                "CROSSDOCK_SERVICE_PORT_WEB", "8080",
                "CROSSDOCK_PORT", "tcp://10.0.0.1:8080",
                "CROSSDOCK_PORT_8080_TCP_ADDR", "10.0.0.1",
                "CROSSDOCK_HTTP_PORT", "tcp://10.0.0.1:8080"));
        // when
        Settings settings = Settings.from(environment);
        // then
        assertThat(settings.httpPort()).isEqualTo(8080);
    }

    @Test
    void what_the_operator_sets_for_kafka_reaches_every_client_by_kafkas_own_name() {
        // given
        environment.put("CROSSDOCK_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        // when
        Settings settings = Settings.from(environment);
        // then
        assertThat(settings.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "127.0.0.1:9092");
    }

    @Test
    void a_webhook_may_be_as_large_as_our_topics_hold_and_no_larger() {
        // given
        assertThat(Settings.from(environment).maxBody()).isEqualTo(1024 * 1024);
        environment.put("CROSSDOCK_MAX_BODY", "2097152");
        assertThat(Settings.from(environment).maxBody()).isEqualTo(2 * 1024 * 1024);
        // when
        environment.put("CROSSDOCK_MAX_BODY", "2097153");
        // then
        assertThatThrownBy(() -> Settings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CROSSDOCK_MAX_BODY")
                .hasMessageContaining("1024 to 2097152");
    }

    @Test
    void how_long_journals_dead_letters_and_events_are_kept_is_set_in_days_or_hours() {
        // given
        environment.put("CROSSDOCK_JOURNAL_RETENTION", "36h");
        environment.put("CROSSDOCK_EVENT_RETENTION", "90d");
        // when
        Settings settings = Settings.from(environment);
        // then
        assertThat(settings.retention())
                .isEqualTo(new Retention(Duration.ofHours(36), Duration.ofDays(30), Duration.ofDays(90)));
    }

    @Test
    void a_time_that_is_none_or_without_bound_is_refused() {
        for (String wrong : List.of("7", "0d", "-1", "4000d", "7 days", "1m")) {
            environment.put("CROSSDOCK_DEAD_LETTER_RETENTION", wrong);
            assertThatThrownBy(() -> Settings.from(environment))
                    .hasMessage("environment: CROSSDOCK_DEAD_LETTER_RETENTION: '" + wrong
                            + "' is no such time; allowed: 1h to 3650d, such as 36h or 7d");
        }
    }
}
