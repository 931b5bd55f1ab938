package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.legacyerp.LegacySourcing;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Order validation and order sourcing on their way out of the sample ERP, and back. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class CapabilityTest extends SampleCapabilities {

    CapabilityTest(Backbone backbone) {
        super(backbone);
    }

    @Test
    void order_validation_in_shadow_agrees_with_the_erps_stored_procedure() throws Exception {
        // given
        set("order-validation", "shadow", "ticket 1");
        double compared = compared("order-validation", "same");
        // when
        JsonNode good = validated(order("shop:good", line("1", "A-1", 3)));
        JsonNode bad = validated(order(
                "shop:bad", line("1", "A-1", 99), line("2", "NONE", 1), line("3", "OLD", 1), line("4", "A-2", 1)));
        // then
        assertThat(good).isEqualTo(JSON.readTree("{\"valid\":true,\"problems\":[]}"));
        assertThat(bad)
                .isEqualTo(JSON.readTree("{\"valid\":false,\"problems\":[{\"line\":\"1\",\"rule\":\"NOT_ENOUGH\"},"
                        + "{\"line\":\"2\",\"rule\":\"UNKNOWN_ITEM\"},{\"line\":\"3\",\"rule\":\"DISCONTINUED\"}]}"));
        await().atMost(Duration.ofSeconds(60)).until(() -> compared("order-validation", "same") >= compared + 2);
        // when
        set("order-validation", "live", "ticket 2");
        // then
        assertThat(validated(order("shop:bad", line("1", "NONE", 1))))
                .isEqualTo(
                        JSON.readTree("{\"valid\":false,\"problems\":[{\"line\":\"1\",\"rule\":\"UNKNOWN_ITEM\"}]}"));
        set("order-validation", "legacy", "ticket 3");
    }

    @Test
    void where_the_sides_pick_otherwise_the_event_names_the_lines_and_the_declared_values() throws Exception {
        // given: the ERP looks at each line alone and makes two parcels, the modern side makes one
        set("order-sourcing", "shadow", "ticket 4");
        // when
        JsonNode answer = sourced(order("shop:two", line("1", "A-1", 1), line("2", "A-2", 2)));
        // then
        assertThat(answer.at("/lines/0/location").asText()).isEqualTo("hamburg");
        CloudEvent event = hub.awaitEvent(hub.topics().capabilityDifferences(), "order-sourcing/shop:two");
        assertThat(event.getType()).isEqualTo("crossdock.capability.differed.v1");
        JsonNode told = JSON.readTree(event.getData().toBytes());
        assertThat(told.path("position").path("mode").asText()).isEqualTo("SHADOW");
        assertThat(told.path("fields"))
                .isEqualTo(JSON.readTree("[{\"pointer\":\"/lines/0/location\",\"kind\":\"VALUE\","
                        + "\"legacy\":\"hamburg\",\"modern\":\"lyon\"}]"));
        set("order-sourcing", "legacy", "ticket 5");
    }

    @Test
    void a_canary_that_differs_steps_back_by_itself_tells_why_and_stays_back_until_somebody_sets_it() throws Exception {
        // given
        set("order-sourcing", "canary", "ticket 6", "--percent", "30");
        // when
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    sourced(order("shop:" + UUID.randomUUID(), line("1", "A-1", 1), line("2", "A-2", 2)));
                    return value("_capability_stepped_back{capability=\"order-sourcing\"") == 1;
                });
        // then
        JsonNode shown = show("order-sourcing");
        assertThat(shown.path("automatic").asBoolean()).isTrue();
        assertThat(shown.path("by").asText()).isEqualTo("crossdock");
        assertThat(shown.path("from_percent").asInt()).isEqualTo(30);
        assertThat(shown.path("reason").asText()).startsWith("mismatches ");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(hub.health().trouble("capability-order-sourcing"))
                    .startsWith("stepped back from canary 30% to shadow at ")
                    .endsWith("it stays there until somebody sets it");
            assertThat(hub.health().status("capability-order-sourcing")).isEqualTo("UP");
            assertThat(hub.metrics()).containsPattern("capability_stepped_back\\{capability=\"order-sourcing\"} 1");
        });
        // when: all is well again
        for (int i = 0; i < 30; i++) {
            sourced(order("shop:" + i, line("1", "A-1", 1)));
        }
        // then
        assertThat(show("order-sourcing").path("mode").asText()).isEqualTo("shadow");
        set("order-sourcing", "canary", "ticket 7", "--percent", "30");
        assertThat(hub.health().trouble("capability-order-sourcing")).isEmpty();
        set("order-sourcing", "legacy", "ticket 8");
        JsonNode changes = show("order-sourcing").path("changes");
        assertThat(changes.get(changes.size() - 1).path("reason").asText()).isEqualTo("ticket 8");
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).path("revision").asInt()).isEqualTo(i + 1);
        }
        List<CloudEvent> switched = hub.events(hub.topics().capabilityChanges());
        assertThat(switched).extracting(CloudEvent::getType).containsOnly("crossdock.capability.switched.v1");
    }

    @Test
    void a_capability_is_asked_as_a_route_and_as_a_bean_and_starts_where_its_file_says() throws Exception {
        // given: its two sides are the two ways to ask another capability
        double before = compared("asked-twice", "same");
        // when
        byte[] answer = hub.ask("asked-twice", order("shop:1", line("1", "A-1", 1)));
        // then
        assertThat(JSON.readTree(answer)).isEqualTo(sourced(order("shop:1", line("1", "A-1", 1))));
        await().atMost(Duration.ofSeconds(60)).until(() -> compared("asked-twice", "same") == before + 1);
    }

    @Test
    void a_killed_legacy_side_is_told_to_whoever_asks_and_does_not_touch_what_is_live() throws Exception {
        set("order-sourcing", "live", "ticket 9");
        legacy.faults().fail(LegacySourcing.OPERATION, Faults.UNTIL_HEALED, 500);
        try {
            assertThat(sourced(order("shop:1", line("1", "A-1", 1)))
                            .at("/lines/0/location")
                            .asText())
                    .isEqualTo("hamburg");
            set("order-sourcing", "legacy", "ticket 10");
            assertThatThrownBy(() -> sourced(order("shop:1", line("1", "A-1", 1))))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
        } finally {
            legacy.faults().heal();
        }
        assertThat(sourced(order("shop:1", line("1", "A-1", 1)))
                        .at("/lines/0/location")
                        .asText())
                .isEqualTo("hamburg");
    }

    @Test
    void the_erps_database_may_be_restarted_under_us() throws Exception {
        // given
        assertThat(validated(order("shop:1", line("1", "A-1", 1))).path("valid").asBoolean())
                .isTrue();
        // when
        backbone.postgres().kill();
        try {
            assertThatThrownBy(() -> validated(order("shop:1", line("1", "A-1", 1))))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
        } finally {
            backbone.postgres().start();
        }
        // The sample ERP's own service has lost its connection, too, and tells so once.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> sourced(order("shop:1", line("1", "A-1", 1))).has("lines"));
        // then
        assertThat(validated(order("shop:1", line("1", "A-1", 1))).path("valid").asBoolean())
                .isTrue();
    }

    @Test
    void a_side_may_be_an_http_endpoint_and_what_it_refuses_names_no_address() throws Exception {
        // given
        byte[] question =
                "{\"id\":\"1\",\"positionen\":[{\"posnr\":\"10\",\"artnr\":\"A-1\",\"menge\":3}]}".getBytes(UTF_8);
        // then
        assertThat(JSON.readTree(hub.ask("asked-plainly", question))
                        .at("/positionen/0/lager")
                        .asText())
                .isEqualTo("H1");
        assertThatThrownBy(() -> hub.ask("asked-plainly", "{\"id\":\"1\"}".getBytes(UTF_8)))
                .isInstanceOf(Failure.class)
                .hasMessage("asked-plainly legacy: status 400");
    }

    @Test
    void the_role_can_only_ask_and_no_procedure_can_write_for_us() throws Exception {
        // given
        String database = environment.get("ERP_DATABASE");
        try (Connection owner = backbone.postgres().connect(database);
                Statement statement = owner.createStatement()) {
            statement.execute("create function writes(text) returns text language plpgsql security definer as"
                    + " $$ begin insert into numkr values ('X', 1); return '{}'; end $$");
            statement.execute("grant execute on function writes(text) to " + database);
            // The role's own default would refuse it, too; here it must be ours.
            statement.execute("alter role " + database + " set default_transaction_read_only = off");
        }
        String url = backbone.postgres().jdbcUrl(database);
        // then
        try (var question =
                new io.crossdock.erp.sql.JsonQuestion(url, database, "only for tests", "select writes(?)", 5)) {
            assertThatThrownBy(() -> question.ask("{}"))
                    .isInstanceOf(Failure.class)
                    .hasMessage("erp question: SQL state 25006");
        }
    }
}
