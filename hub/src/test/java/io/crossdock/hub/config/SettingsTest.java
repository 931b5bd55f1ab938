package io.crossdock.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

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
                .isEqualTo(new Retention(
                        Retention.Time.asked(Duration.ofHours(36)),
                        Retention.DEFAULT.deadLetters(),
                        Retention.Time.asked(Duration.ofDays(90))));
    }

    @Test
    void orders_hold_stock_for_ever_unless_a_time_is_set() {
        // then
        assertThat(Settings.from(environment).reservations())
                .isEqualTo(new ReservationTimes(Duration.ofDays(7), Optional.empty()));
        // given
        environment.put("CROSSDOCK_RESERVATION_ALARM", "36h");
        environment.put("CROSSDOCK_RESERVATION_EXPIRY", "14d");
        // then
        assertThat(Settings.from(environment).reservations())
                .isEqualTo(new ReservationTimes(Duration.ofHours(36), Optional.of(Duration.ofDays(14))));
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

    @Test
    void with_a_master_key_everything_is_encrypted_unless_that_is_turned_off() {
        // given
        assertThat(Settings.from(environment).encryption()).isEqualTo(EncryptionSettings.NONE);
        environment.put("CROSSDOCK_SECRET_MASTER", KEY);
        environment.put("CROSSDOCK_ENCRYPTION_KEY", "{{secret:master}}");
        // when
        EncryptionSettings on = Settings.from(environment).encryption();
        environment.put("CROSSDOCK_ENCRYPTION", "off");
        EncryptionSettings off = Settings.from(environment).encryption();
        // then
        assertThat(on.seals()).isTrue();
        assertThat(on.masters()).singleElement().hasToString("Master[{{secret:master}}]");
        assertThat(off.seals()).isFalse();
        assertThat(List.of(on.isOff(), off.isOff())).containsExactly(false, true);
        assertThat(off.canOpen()).isTrue();
    }

    @Test
    void a_master_key_is_given_by_reference_and_never_repeated() {
        environment.put("CROSSDOCK_ENCRYPTION_KEY", KEY);
        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessage("environment: CROSSDOCK_ENCRYPTION_KEY: is no reference to a secret; allowed:"
                        + " {{secret:NAME}}");
        environment.put("CROSSDOCK_ENCRYPTION_KEY", "{{secret:master}}");
        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessageStartingWith("environment: CROSSDOCK_ENCRYPTION_KEY: secret 'master' is missing; allowed:");
        for (String wrong : List.of("short", KEY.substring(4), KEY + KEY)) {
            environment.put("CROSSDOCK_SECRET_MASTER", wrong);
            assertThatThrownBy(() -> Settings.from(environment))
                    .hasMessage("environment: CROSSDOCK_ENCRYPTION_KEY: what {{secret:master}} refers to is no key;"
                            + " allowed: 32 random bytes in base64, 44 characters");
        }
    }

    @Test
    void encryption_without_a_key_is_refused() {
        environment.put("CROSSDOCK_ENCRYPTION", "on");
        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessage("environment: CROSSDOCK_ENCRYPTION: is on without a key; allowed:"
                        + " CROSSDOCK_ENCRYPTION_KEY={{secret:NAME}}");
    }
}
