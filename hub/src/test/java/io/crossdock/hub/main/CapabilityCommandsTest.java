package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How capabilities are switched, listed and checked by commands, and how all processes follow. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class CapabilityCommandsTest extends SampleCapabilities {

    CapabilityCommandsTest(Backbone backbone) {
        super(backbone);
    }

    @Test
    void all_processes_follow_and_a_later_start_stands_where_it_was_left() throws Exception {
        set("order-validation", "canary", "ticket 11", "--percent", "2.5");
        try (TestHub other = TestHub.start(
                backbone.kafka().bootstrapServers(), CHANNELS, tightened(), environment, Role.NORMALIZE)) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(other.metrics())
                    .containsPattern("capability_modern_share\\{capability=\"order-validation\"} 2.5"));
            set("order-validation", "live", "ticket 12");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(other.metrics())
                    .containsPattern("capability_modern_share\\{capability=\"order-validation\"} 100"));
        }
        set("order-validation", "legacy", "ticket 13");
    }

    @Test
    void of_many_who_switch_at_once_each_is_in_the_history_and_the_last_one_holds() throws Exception {
        // given
        int before = show("order-validation").path("changes").size();
        List<CompletableFuture<Told>> calls = new ArrayList<>();
        // when
        for (int i = 1; i <= 4; i++) {
            String percent = Integer.toString(i);
            calls.add(CompletableFuture.supplyAsync(() -> command(
                    "capability", "set", "order-validation", "canary", "--percent", percent, "--reason", "race")));
        }
        calls.forEach(call -> assertThat(call.join().status()).isZero());
        // then
        JsonNode shown = show("order-validation");
        JsonNode changes = shown.path("changes");
        assertThat(changes.size()).isEqualTo(before + 4);
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).path("revision").asInt()).isEqualTo(i + 1);
            assertThat(changes.get(i).path("from_mode"))
                    .isEqualTo(changes.get(i - 1).path("mode"));
            assertThat(changes.get(i).path("from_percent"))
                    .isEqualTo(changes.get(i - 1).path("percent"));
        }
        assertThat(shown.path("percent"))
                .isEqualTo(changes.get(changes.size() - 1).path("percent"));
        set("order-validation", "legacy", "ticket 14");
    }

    @Test
    void what_is_mistyped_is_told_with_what_is_allowed_and_changes_nothing() {
        assertThat(mistake("set", "order-sorcing", "live", "--reason", "x"))
                .isEqualTo("command line: NAME: unknown capability 'order-sorcing'; did you mean 'order-sourcing'?;"
                        + " allowed: asked-plainly, asked-twice, order-sourcing, order-validation");
        assertThat(mistake("set", "order-sourcing", "shadwo", "--reason", "x"))
                .isEqualTo("command line: MODE: unknown mode 'shadwo'; did you mean 'shadow'?; allowed: legacy,"
                        + " shadow, canary, live");
        assertThat(mistake("set", "order-sourcing", "canary", "--reason", "x"))
                .isEqualTo("command line: --percent: is missing, which canary needs; allowed: 0.01 to 100, in"
                        + " hundredths at the finest");
        for (String percent : List.of("0", "101", "-1", "1e2", "5.001", "five")) {
            assertThat(mistake("set", "order-sourcing", "canary", "--percent=" + percent, "--reason", "x"))
                    .startsWith("command line: --percent: '" + percent + "' is no share");
        }
        assertThat(mistake("set", "order-sourcing", "live", "--percent", "5", "--reason", "x"))
                .startsWith("command line: --percent: is of canary, not of live");
        assertThat(mistake("set", "order-sourcing", "live", "--reason", " ")).startsWith("command line: --reason");
        assertThat(mistake("show", "zzz")).startsWith("command line: NAME: unknown capability 'zzz'; allowed:");
    }

    @Test
    void where_no_hub_has_declared_a_capability_a_command_says_so_at_once() {
        Map<String, String> elsewhere = new HashMap<>(environment);
        elsewhere.put("CROSSDOCK_PREFIX", "nowhere");
        assertThat(command(elsewhere, "capability", "list").out()).hasSize(1);
        assertThat(command(elsewhere, "capability", "set", "order-sourcing", "live", "--reason", "x")
                        .err())
                .containsExactly("command line: NAME: unknown capability 'order-sourcing'; allowed: none, no hub has"
                        + " declared one yet");
    }

    @Test
    void the_samples_can_be_started() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CROSSDOCK_KAMELETS", CHANNELS.resolve("kamelets").toString());
        Told told = command(
                variables, "check", "--channels", CHANNELS.toString(), "--capabilities", CAPABILITIES.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.out().get(0)).endsWith(", no ERP, 2 capabilities");
    }

    @Test
    void a_broken_capability_file_is_refused_before_anything_starts() throws IOException {
        // given
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("a.capability.yaml"), """
                capability: a
                key: /id
                legacy: {kamelet: erp-question-action, properties: {url: "http://no", user: u, password: p, statement: "select 1", colour: red}}
                modern: {kamelet: none-action}
                """);
        Files.writeString(broken.resolve("b.capability.yaml"), """
                capability: b
                key: /id
                legacy: {endpoint: "http://u:{{secret:erp/password}}@erp/x"}
                modern: {endpoint: "{{env:ERP_HOST}}"}
                """);
        // when
        Told told = command("check", "--channels", CHANNELS.toString(), "--capabilities", broken.toString());
        // then
        assertThat(told.status()).isEqualTo(2);
        assertThat(String.join("\n", told.err()))
                .contains("b.capability.yaml: legacy.endpoint: holds a secret, which a URI does not keep; allowed: ")
                .contains("b.capability.yaml: modern.endpoint: leads to none that can be asked; allowed: ")
                .contains("legacy.properties.colour: unknown key; allowed: ")
                .contains("modern.kamelet: unknown Kamelet 'none-action'; allowed: ");
    }

    private String mistake(String... arguments) {
        List<String> all = new ArrayList<>(List.of("capability"));
        all.addAll(List.of(arguments));
        Told told = command(all.toArray(String[]::new));
        assertThat(told.status()).isEqualTo(2);
        return told.err().get(0);
    }
}
