package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
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
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyProcedures;
import io.crossdock.sandbox.legacyerp.LegacySourcing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The sample ERP's order validation and order sourcing, and a hub that switches them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.Random.class)
abstract class SampleCapabilities {

    static final Path CHANNELS = Path.of("src/test/resources/channels");
    static final Path CAPABILITIES = Path.of("../capabilities");
    static final ObjectMapper JSON = new ObjectMapper();

    final Backbone backbone;
    final Map<String, String> environment = new HashMap<>();
    LegacySourcing legacy;
    TestHub hub;

    @TempDir
    static Path folder;

    SampleCapabilities(Backbone backbone) {
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

    /** The sample's files with limits that a test reaches. */
    Path tightened() throws IOException {
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

    double compared(String capability, String outcome) throws Exception {
        return value("_capability_compared_total{capability=\"" + capability + "\",outcome=\"" + outcome + "\"");
    }

    double modernAnswered() throws Exception {
        return hub.metrics()
                .lines()
                .filter(line -> line.contains("_capability_calls_total{")
                        && line.contains("side=\"modern\"")
                        && line.contains("outcome=\"answered\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    double value(String beginning) throws Exception {
        return hub.metrics()
                .lines()
                .filter(line -> line.contains(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Returns once the hub follows. */
    void set(String capability, String mode, String reason, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("capability", "set", capability, mode, "--reason", reason, "--json"));
        String shadowed = "_capability_calls_total{capability=\"" + capability + "\",mode=\"shadow\"";
        double before = value(shadowed);
        arguments.addAll(List.of(more));
        Told told = command(arguments.toArray(String[]::new));
        assertThat(told.err()).isEmpty();
        assertThat(told.status()).isZero();
        double share = mode.equals("live") ? 100 : more.length == 0 ? 0 : Double.parseDouble(more[1]);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> value("_capability_modern_share{capability=\"" + capability + "\"") == share);
        if (mode.equals("shadow")) {
            // A share of 0 is legacy's, too: whoever is in shadow asks both.
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                hub.ask(capability, order("shadow:0", line("1", "A-1", 1)));
                return value(shadowed) > before;
            });
        }
    }

    JsonNode show(String capability) throws IOException {
        Told told = command("capability", "show", capability, "--json");
        assertThat(told.status()).as("%s", told.err()).isZero();
        return JSON.readTree(told.out().get(0));
    }

    Told command(String... arguments) {
        return command(environment, arguments);
    }

    Told command(Map<String, String> variables, String... arguments) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers());
        all.put("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
        all.put("CROSSDOCK_REPLICATION", "1");
        return Told.by(all, arguments);
    }

    JsonNode validated(byte[] order) throws IOException {
        return JSON.readTree(hub.ask("order-validation", order));
    }

    JsonNode sourced(byte[] order) throws IOException {
        return JSON.readTree(hub.ask("order-sourcing", order));
    }

    void available(String sku, int hamburg, int lyon, boolean discontinued) {
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

    static byte[] order(String id, OrderLine... lines) {
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

    static OrderLine line(String line, String sku, int quantity) {
        return new OrderLine(line, new Sku(sku), BigDecimal.valueOf(quantity), null, null);
    }
}
