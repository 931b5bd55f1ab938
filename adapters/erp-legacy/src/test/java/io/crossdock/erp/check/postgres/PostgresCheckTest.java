package io.crossdock.erp.check.postgres;

import static io.crossdock.erp.check.postgres.Checking.check;
import static io.crossdock.erp.check.postgres.Checking.sql;
import static io.crossdock.erp.check.postgres.Checking.troubles;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.BareErp;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a database's rights, publication and tables is told before anything is captured. */
@OnBackbone(Part.POSTGRES)
class PostgresCheckTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String STOCK =
            "stock: {row: {table: public.l, sku: a, location: {value: hamburg}, onHand: b}}\n";
    private static final String QUERIED = """
            stock:
              query:
                keys: {public.l: a}
                sql: select a as sku, w.w as location, sum(b) as onhand from l join w on w.id = l.w where a = any(?) group by 1, 2
                fields: {location: {codes: {H1: hamburg}}}
            """;

    private final Backbone backbone;

    @TempDir
    Path folder;

    private final String name = "erp_check_" + DATABASES.incrementAndGet();
    private BareErp erp;

    PostgresCheckTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aDatabase() throws Exception {
        erp = new BareErp(backbone.postgres(), name, folder);
    }

    @Test
    void a_table_without_a_key_is_refused_since_the_erps_own_updates_would_fail() throws Exception {
        // given
        erp.run(
                        "create table l (a text, b int)",
                        "create table n (a int)",
                        "insert into l values ('A-1', 0)",
                        "insert into n values (0)")
                .admit("l, n");
        // when
        CheckReport report = check(erp, STOCK);
        // then
        assertThat(troubles(report))
                .containsExactly(
                        "FAIL public.l: replica identity: none: it has no primary key, and the ERP's own updates and"
                                + " deletes fail while it is published",
                        "FAIL public.n: replica identity: none: it has no primary key, and the ERP's own updates and"
                                + " deletes fail while it is published",
                        "WARN publication " + name + ": names public.n, which the mapping does not follow");
        assertThat(report.sql())
                .contains("alter publication \"" + name + "\" drop table \"public\".\"l\";")
                .contains("-- alter table \"public\".\"l\" replica identity full;")
                .noneMatch(sql -> sql.contains("add table"));
        // when
        erp.run(sql(report).toArray(String[]::new));
        // then
        erp.run("update l set b = 1", "update n set a = 1");
    }

    @Test
    void a_publication_is_never_offered_for_a_table_without_a_key() throws Exception {
        // given
        erp.run("create table l (a text, b int)")
                .admit("l")
                .run(
                        "drop publication ROLE",
                        "create table m (a text primary key, b int)",
                        "grant select on m to ROLE");
        // when
        CheckReport report = check(erp, STOCK + "items: {row: {table: public.m, sku: a}}");
        // then
        assertThat(sql(report))
                .filteredOn(sql -> sql.contains("publication"))
                .containsExactly("create publication \"" + name
                        + "\" for table \"public\".\"m\" with (publish = 'insert, update, delete');");
        assertThat(report.worst()).isEqualTo(State.FAIL);
    }

    @Test
    void a_key_that_the_log_does_not_tell_of_deleted_rows_is_warned_of() throws Exception {
        // given
        erp.run("create table l (id int primary key, a text, b int)").admit("l");
        // then
        assertThat(troubles(check(erp, STOCK)))
                .singleElement()
                .asString()
                .startsWith("WARN public.l: replica identity: does not hold a: a deleted row becomes a dead letter");
        // when
        erp.run("alter table l replica identity full");
        // then
        assertThat(troubles(check(erp, STOCK))).isEmpty();
    }

    @Test
    void a_publication_that_takes_in_tables_by_itself_is_refused() throws Exception {
        // given
        erp.run("create table l (a text primary key, b int)", "create table keyless (a int)")
                .admit("l")
                .run("drop publication ROLE", "create publication ROLE for all tables");
        // then
        assertThat(troubles(check(erp, STOCK)))
                .hasSize(2)
                .anyMatch(trouble -> trouble.startsWith("FAIL public.keyless: replica identity: none"))
                .anyMatch(trouble -> trouble.startsWith("FAIL publication " + name + ": takes in tables by itself"));
        // when
        erp.run("drop publication ROLE", "create publication ROLE for tables in schema public");
        CheckReport report = check(erp, STOCK);
        // then
        assertThat(report.worst()).isEqualTo(State.FAIL);
        erp.run(sql(report).toArray(String[]::new));
        assertThat(troubles(check(erp, STOCK))).isEmpty();
    }

    @Test
    void a_publication_that_leaves_something_out_is_told() throws Exception {
        // given
        erp.run("create table l (a text primary key, b int, c int)", "create table m (a text primary key)")
                .admit("l, m")
                .run(
                        "drop publication ROLE",
                        "create publication ROLE for table l (a, c) where (a <> 'X') with (publish = 'insert')");
        // when
        CheckReport report = check(erp, STOCK + "items: {row: {table: public.m, sku: a}}");
        // then
        assertThat(troubles(report))
                .containsExactly(
                        "FAIL publication " + name + ": does not name public.m",
                        "FAIL publication " + name + ": publishes insert only",
                        "WARN publication " + name + ": publishes some rows of public.l only",
                        "FAIL stock: public.l: the publication leaves column 'b' out");
    }

    @Test
    void changes_of_partitions_must_bear_the_name_of_the_table() throws Exception {
        // given
        erp.run(
                        "create table l (a text primary key, b int) partition by hash (a)",
                        "create table l0 partition of l for values with (modulus 1, remainder 0)")
                .admit("l");
        // when
        CheckReport report = check(erp, STOCK);
        // then
        assertThat(report.worst()).isEqualTo(State.FAIL);
        erp.run(sql(report).toArray(String[]::new));
        assertThat(troubles(check(erp, STOCK))).isEmpty();
    }

    @Test
    void a_role_that_may_too_little_or_too_much_is_told() throws Exception {
        // given
        erp.run(
                "create table l (a text, w int, b int, primary key (a, w))",
                "create table w (id int primary key, w text)",
                "create role ROLE login password '" + BareErp.PASSWORD + "'",
                "grant insert on w to ROLE",
                "create publication ROLE for table l");
        // when
        CheckReport report = check(erp, QUERIED);
        // then
        assertThat(troubles(report))
                .contains(
                        "FAIL role: replication: may not read the log",
                        "WARN role: reads only: default_transaction_read_only is off",
                        "WARN role: nothing needless: could write public.w",
                        "FAIL role: select: may not read public.l, public.w")
                .anyMatch(trouble -> trouble.startsWith("FAIL stock: query: permission denied for table"));
        // when
        erp.run(sql(report).toArray(String[]::new)).run("revoke insert on w from ROLE");
        // then
        assertThat(troubles(check(erp, QUERIED))).isEmpty();
    }

    @Test
    void names_of_any_kind_are_quoted() throws Exception {
        // given
        erp.run(
                "create schema \"My-ERP\"",
                "create table \"My-ERP\".\"Lager\"\"Bestand\" (\"Artikel Nr\" text primary key, \"Menge\" int)",
                "create role ROLE login password '" + BareErp.PASSWORD + "'");
        String sections = "stock: {row: {table: 'My-ERP.Lager\"Bestand', sku: 'Artikel Nr', location: {value: x},"
                + " onHand: Menge}}";
        // when
        erp.run(sql(check(erp, sections)).toArray(String[]::new));
        // then
        assertThat(troubles(check(erp, sections))).isEmpty();
    }

    @Test
    void of_somebodys_connector_only_rights_and_mapping_are_looked_at() throws Exception {
        // given
        erp.run(
                "create table l (a text, w int, b int, primary key (a, w))",
                "create table w (id int primary key, w text)",
                "create role ROLE login password '" + BareErp.PASSWORD + "'",
                "alter role ROLE set default_transaction_read_only = on",
                "grant select on l, w to ROLE");
        var config = erp.connected(QUERIED);
        // when
        CheckReport report = ErpCheck.forDatabase(config).of(config);
        // then
        assertThat(troubles(report)).isEmpty();
        assertThat(report.findings())
                .noneMatch(finding -> finding.check().contains("publication")
                        || finding.check().contains("slot")
                        || finding.check().equals("role: replication"));
    }

    @Test
    void a_check_waits_for_no_lock_of_the_erp() throws Exception {
        // given
        erp.run(
                        "create table l (a text, w int, b int, primary key (a, w))",
                        "create table w (id int primary key, w text)")
                .admit("l")
                .run("grant select on w to ROLE");
        try (Connection busy = backbone.postgres().connect(name);
                Statement locking = busy.createStatement()) {
            busy.setAutoCommit(false);
            locking.execute("lock table w in access exclusive mode");
            Instant asked = Instant.now();
            // when
            CheckReport report = check(erp, QUERIED);
            // then
            assertThat(troubles(report)).containsExactly("WARN stock: query: canceling statement due to lock timeout");
            // when
            locking.execute("lock table l in access exclusive mode");
            report = check(erp, QUERIED);
            // then
            assertThat(troubles(report)).containsExactly("FAIL catalogs: canceling statement due to lock timeout");
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_database_that_is_not_there_is_told() throws Exception {
        // given
        erp.run("create table l (a text primary key, b int)").admit("l");
        var config = erp.config(STOCK);
        var database = config.database();
        var elsewhere = new ErpConfig(
                config.name(),
                1,
                new ErpDatabase(
                        database.type(),
                        database.host(),
                        database.port(),
                        "nowhere",
                        database.user(),
                        database.password(),
                        database.slot(),
                        database.publication()),
                config.sources());
        // then
        assertThat(troubles(ErpCheck.forDatabase(elsewhere).of(elsewhere)))
                .containsExactly("FAIL connection: database \"nowhere\" does not exist");
    }
}
