package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyProcedures;
import io.crossdock.sandbox.legacyerp.LegacySourcing;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Order validation and order sourcing on their way out of the sample ERP, and back. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.Random.class)
class CapabilityTest {

    private static final Path CHANNELS = Path.of("src/test/resources/channels");
    private static final Path CAPABILITIES = Path.of("../capabilities");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Backbone backbone;
    private final Map<String, String> environment = new HashMap<>();
    private LegacySourcing legacy;
    private TestHub hub;

    @TempDir
    private static Path folder;

    CapabilityTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeAll
    void start() throws Exception {
        String name = "strangler_" + UUID.randomUUID().toString().substring(0, 8);
        String url = backbone.postgres().createDatabase(name);
        String owner = url + "?user=" + backbone.postgres().user() + "&password="
                + backbone.postgres().password();
        LegacyErp erp = LegacyErp.create(owner);
        erp.admitCrossdock(name, "only for tests");
        LegacyProcedures.install(owner, name);
        legacy = new LegacySourcing(erp);
        environment.putAll(Map.of(
                "ERP_HOST",
                backbone.postgres().host(),
                "ERP_PORT",
                Integer.toString(backbone.postgres().port()),
                "ERP_DATABASE",
                name,
                "ERP_USER",
                name,
                "ERP_SOURCING_URL",
                legacy.url().toString(),
                "CROSSDOCK_SECRET_ERP_PASSWORD",
                "only for tests",
                "CROSSDOCK_SECRET_ACME_WEBHOOK",
                AcmeSender.SECRET,
                "CROSSDOCK_PREFIX",
                "cap-" + name.substring(10)));
        hub = TestHub.start(backbone.kafka().bootstrapServers(), CHANNELS, tightened(), environment, Role.NORMALIZE);
        for (String sku : List.of("A-1", "A-2")) {
            erp.addArticle(sku, "LAMPE", "W001");
            erp.setLevel(sku, "H1", BigDecimal.valueOf(sku.equals("A-1") ? 9 : 1));
            erp.setLevel(sku, "L1", BigDecimal.valueOf(sku.equals("A-1") ? 2 : 5));
            available(sku, sku.equals("A-1") ? 9 : 1, sku.equals("A-1") ? 2 : 5, false);
        }
        erp.addArticle("OLD", "VASE", "W002");
        erp.discontinue("OLD");
        available("OLD", 0, 0, true);
        // The modern sides answer once they have read availability.
        set("order-sourcing", "live", "waits for availability");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            hub.ask("order-sourcing", order("warm:1", line("1", "A-1", 1)));
            return hub.metrics().contains("side=\"modern\"") && modernAnswered() > 0;
        });
        set("order-sourcing", "legacy", "is read");
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        if (legacy != null) {
            legacy.close();
        }
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
        await().atMost(Duration.ofSeconds(30)).until(() -> compared("order-validation", "same") >= compared + 2);
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
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
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
        await().atMost(Duration.ofSeconds(30)).until(() -> compared("asked-twice", "same") == before + 1);
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
        await().atMost(Duration.ofSeconds(30))
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

    @Test
    void all_processes_follow_and_a_later_start_stands_where_it_was_left() throws Exception {
        set("order-validation", "canary", "ticket 11", "--percent", "2.5");
        try (TestHub other = TestHub.start(
                backbone.kafka().bootstrapServers(), CHANNELS, tightened(), environment, Role.NORMALIZE)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(other.metrics())
                    .containsPattern("capability_modern_share\\{capability=\"order-validation\"} 2.5"));
            set("order-validation", "live", "ticket 12");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(other.metrics())
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

    /** The sample's files with limits that a test reaches. */
    private Path tightened() throws IOException {
        Path files = Files.createTempDirectory(folder, "capabilities");
        for (String name : List.of("order-validation", "order-sourcing")) {
            String text = Files.readString(CAPABILITIES.resolve(name + ".capability.yaml"));
            Files.writeString(
                    files.resolve(name + ".capability.yaml"),
                    text.replaceAll("calls: 100", "calls: 10").replaceAll("timeout: (2s|300ms)", "timeout: 20s"));
        }
        Files.writeString(files.resolve("asked-twice.capability.yaml"), """
                capability: asked-twice
                key: {pointer: /id, hidden: true}
                legacy: {endpoint: "direct:order-sourcing", timeout: 20s}
                modern: {endpoint: "bean:capability.order-sourcing", timeout: 20s}
                start: shadow
                """);
        Files.writeString(files.resolve("asked-plainly.capability.yaml"), """
                capability: asked-plainly
                key: /id
                legacy: {endpoint: "{{env:ERP_SOURCING_URL}}", timeout: 20s}
                modern: {endpoint: "bean:capability.order-sourcing"}
                """);
        return files;
    }

    private double compared(String capability, String outcome) throws Exception {
        return value("_capability_compared_total{capability=\"" + capability + "\",outcome=\"" + outcome + "\"");
    }

    private double modernAnswered() throws Exception {
        return hub.metrics()
                .lines()
                .filter(line -> line.contains("_capability_calls_total{")
                        && line.contains("side=\"modern\"")
                        && line.contains("outcome=\"answered\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private double value(String beginning) throws Exception {
        return hub.metrics()
                .lines()
                .filter(line -> line.contains(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Returns once the hub follows. */
    private void set(String capability, String mode, String reason, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("capability", "set", capability, mode, "--reason", reason, "--json"));
        String shadowed = "_capability_calls_total{capability=\"" + capability + "\",mode=\"shadow\"";
        double before = value(shadowed);
        arguments.addAll(List.of(more));
        Told told = command(arguments.toArray(String[]::new));
        assertThat(told.err()).isEmpty();
        assertThat(told.status()).isZero();
        double share = mode.equals("live") ? 100 : more.length == 0 ? 0 : Double.parseDouble(more[1]);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> value("_capability_modern_share{capability=\"" + capability + "\"") == share);
        if (mode.equals("shadow")) {
            // A share of 0 is legacy's, too: whoever is in shadow asks both.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                hub.ask(capability, order("shadow:0", line("1", "A-1", 1)));
                return value(shadowed) > before;
            });
        }
    }

    private JsonNode show(String capability) throws IOException {
        Told told = command("capability", "show", capability, "--json");
        assertThat(told.status()).as("%s", told.err()).isZero();
        return JSON.readTree(told.out().get(0));
    }

    private String mistake(String... arguments) {
        List<String> all = new ArrayList<>(List.of("capability"));
        all.addAll(List.of(arguments));
        Told told = command(all.toArray(String[]::new));
        assertThat(told.status()).isEqualTo(2);
        return told.err().get(0);
    }

    private Told command(String... arguments) {
        return command(environment, arguments);
    }

    private Told command(Map<String, String> variables, String... arguments) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers());
        all.put("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
        all.put("CROSSDOCK_REPLICATION", "1");
        return Told.by(all, arguments);
    }

    private JsonNode validated(byte[] order) throws IOException {
        return JSON.readTree(hub.ask("order-validation", order));
    }

    private JsonNode sourced(byte[] order) throws IOException {
        return JSON.readTree(hub.ask("order-sourcing", order));
    }

    private void available(String sku, int hamburg, int lyon, boolean discontinued) {
        AvailabilityChanged changed = new AvailabilityChanged(
                new Sku(sku),
                1,
                List.of(
                        new LocationStock(new LocationId("hamburg"), BigDecimal.valueOf(hamburg), BigDecimal.ZERO),
                        new LocationStock(new LocationId("lyon"), BigDecimal.valueOf(lyon), BigDecimal.ZERO)),
                List.of(),
                discontinued,
                List.of());
        hub.write(new CanonicalEvent(
                UUID.randomUUID().toString(), "/hub/test", Instant.now(), null, null, null, 1, changed));
    }

    private static byte[] order(String id, OrderLine... lines) {
        Order order = new Order(
                new OrderId(id),
                new ChannelId(id.substring(0, id.indexOf(':'))),
                id,
                1,
                Instant.parse("2026-01-02T10:00:00Z"),
                "EUR",
                List.of(),
                List.of(lines),
                null);
        String whole = new String(EventJson.write(new OrderPlaced(order)), UTF_8);
        return whole.substring("{\"order\":".length(), whole.length() - 1).getBytes(UTF_8);
    }

    private static OrderLine line(String line, String sku, int quantity) {
        return new OrderLine(line, new Sku(sku), BigDecimal.valueOf(quantity), null, null);
    }
}
