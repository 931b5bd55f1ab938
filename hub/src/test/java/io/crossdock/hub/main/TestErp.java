package io.crossdock.hub.main;

import io.crossdock.backbone.Backbone;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The sample ERP in a database of its own, with one article in stock, and what a hub that watches it is set up with. */
final class TestErp {

    static final String PASSWORD = "only for tests";

    private final Backbone backbone;
    private final String name;
    private final String owner;
    private final LegacyErp tables;
    private final Map<String, String> environment = new HashMap<>();
    private Path mapping;

    /** @param story begins the names of all that is this test's alone */
    TestErp(Backbone backbone, String story) throws Exception {
        this.backbone = backbone;
        this.name = story + "_" + UUID.randomUUID().toString().substring(0, 8);
        var postgres = backbone.postgres();
        owner = postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password();
        tables = LegacyErp.create(owner);
        tables.admitCrossdock(name, PASSWORD);
        tables.addArticle("A-1", "LAMPE", "W001");
        tables.setLevel("A-1", "H1", BigDecimal.TEN);
        environment.putAll(Map.of(
                "LEGACY_ERP_HOST",
                postgres.host(),
                "LEGACY_ERP_PORT",
                Integer.toString(postgres.port()),
                "LEGACY_ERP_DATABASE",
                name,
                "CROSSDOCK_SECRET_LEGACY_ERP_PASSWORD",
                PASSWORD,
                "CROSSDOCK_KAFKA_BROKERS",
                backbone.kafka().bootstrapServers(),
                "CROSSDOCK_KAFKA_FETCH_MAX_WAIT_MS",
                TestClients.FETCH_WAIT_MILLIS,
                "CROSSDOCK_PREFIX",
                name.replace('_', '-')));
    }

    /** Also the user of the hub, and the database. */
    String name() {
        return name;
    }

    /** The URL of who may do everything. */
    String owner() {
        return owner;
    }

    LegacyErp tables() {
        return tables;
    }

    /** What the hub's commands are run with, too; a test may add to it. */
    Map<String, String> environment() {
        return environment;
    }

    Path mapping() {
        return mapping;
    }

    /** @param text a mapping file as the samples are */
    void mapping(Path folder, String text) throws IOException {
        mapping = Files.writeString(
                folder.resolve("legacy.erp.yaml"),
                text.replace("user: crossdock_orders", "user: " + name + "_orders")
                        .replace("user: crossdock\n", "user: " + name + "\n")
                        .replace("slot: crossdock_legacy", "slot: " + name));
    }

    TestHub hub(Role... roles) throws Exception {
        return TestHub.startWithErp(backbone.kafka().bootstrapServers(), mapping, environment, roles);
    }

    /** What could not be entered is tried again, as a person does it. */
    Told replay(String reason) {
        return Told.by(
                environment, "dead-letters", "replay", "--channel", "erp-legacy", "--reason", reason, "--wait", "60");
    }

    /** In one connection, as the owner. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = backbone.postgres().connect(name);
                Statement executing = connection.createStatement()) {
            for (String statement : statements) {
                executing.execute(statement);
            }
        }
    }
}
