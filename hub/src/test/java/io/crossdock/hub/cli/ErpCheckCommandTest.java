package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./crossdock erp check}, without any Kafka. */
@OnBackbone(Part.POSTGRES)
class ErpCheckCommandTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String MAPPING = """
            erp: old
            database: {type: postgresql, host: 127.0.0.1, port: PORT, name: NAME, user: NAME, password: "{{secret:erp/password}}", slot: NAME, publication: crossdock_legacy}
            stock: {row: {table: public.lagbst, sku: artnr, location: {column: lager, codes: {H1: hamburg}}, onHand: bestd}}
            """;

    private final Backbone backbone;
    private final String name = "erp_cli_" + DATABASES.incrementAndGet();

    @TempDir
    Path folder;

    private LegacyErp erp;
    private Invocation crossdock;

    ErpCheckCommandTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void anErp() throws Exception {
        var postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(3, List.of("H1", "L1"), 1);
        crossdock = new Invocation(folder)
                .file(
                        "old.erp.yaml",
                        MAPPING.replace("PORT", postgres.port() + "").replace("NAME", name))
                .variable("CROSSDOCK_KAFKA_BROKERS", null)
                .variable("CROSSDOCK_SECRET_ERP_PASSWORD", "only for tests");
    }

    @Test
    void a_role_that_is_not_let_in_is_a_failure_with_what_to_run_and_no_password() {
        // when
        int status = crossdock.execute("erp", "check", "--erp", file());
        // then
        assertThat(status).isEqualTo(1);
        assertThat(crossdock.out())
                .contains("create role \"" + name + "\" login replication password '...';")
                .contains("grant select on \"public\".\"lagbst\" to \"" + name + "\";")
                .noneMatch(line -> line.contains("only for tests"));
        assertThat(crossdock.out().get(0)).startsWith("STATE CHECK       FOUND");
        assertThat(crossdock.out().get(1)).startsWith("FAIL  connection  ");
    }

    @Test
    void a_ready_database_is_told_with_what_might_be_better() throws Exception {
        // given
        erp.admitCrossdock(name, "only for tests");
        // when
        int status = crossdock.execute("erp", "check", "--erp", file(), "--json");
        // then
        assertThat(status).isZero();
        JsonNode report = new ObjectMapper().readTree(crossdock.out().get(0));
        assertThat(report.path("erp").asText()).isEqualTo("old");
        assertThat(report.path("state").asText()).isEqualTo("WARN");
        assertThat(report.path("findings"))
                .anySatisfy(finding -> {
                    assertThat(finding.path("check").asText()).isEqualTo("stock: codes of location");
                    assertThat(finding.path("found").asText()).contains("'L1'");
                    assertThat(finding.path("do").asText()).isNotBlank();
                })
                .anySatisfy(
                        finding -> assertThat(finding.path("state").asText()).isEqualTo("OK"));
        assertThat(report.path("sql").size()).isPositive();
    }

    @Test
    void a_mapping_file_that_does_not_read_is_told_as_check_tells_it() {
        // given
        crossdock.variable("CROSSDOCK_SECRET_ERP_PASSWORD", null);
        // when
        int status = crossdock.execute("erp", "check", "--erp", file());
        // then
        assertThat(status).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly("old.erp.yaml:2: database.password: cannot be resolved: nothing for"
                        + " {{secret:erp/password}}");
    }

    @Test
    void topics_of_somebodys_connector_without_a_query_leave_nothing_to_look_at() {
        // given
        crossdock.file("old.erp.yaml", """
                erp: old
                source: {kafka-connect: {topicPrefix: old}}
                stock: {row: {table: public.lagbst, sku: artnr, location: {value: hamburg}, onHand: bestd}}
                """);
        // then
        assertThat(crossdock.execute("erp", "check", "--erp", file())).isZero();
        assertThat(crossdock.out()).containsExactly("nothing to look at: all of it comes from topics");
    }

    private String file() {
        return folder.resolve("old.erp.yaml").toString();
    }
}
