package io.crossdock.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErpConfigReaderTest {

    private static final String DATABASE = """
            erp: old
            database: {type: postgresql, host: db, port: 5432, name: erp, user: crossdock, password: "{{secret:erp}}", slot: crossdock_old, publication: crossdock_old}
            """;

    @TempDir
    Path folder;

    @Test
    void the_sample_mapping_file_reads() {
        // when
        ErpConfig config = SampleMapping.read("127.0.0.1", 5432, "erp", "crossdock", "crossdock_legacy", "secret");

        // then
        assertThat(config.name()).isEqualTo("legacy");
        assertThat(config.epoch()).isEqualTo(1);
        assertThat(config.tables()).containsExactly("public.artst", "public.aufkpf", "public.lagbst", "public.prslst");
        assertThat(config.sources().keySet())
                .containsExactlyInAnyOrder(Section.STOCK, Section.ITEMS, Section.PRICES, Section.ORDERS);
        QuerySource orders = (QuerySource) config.sources().get(Section.ORDERS);
        assertThat(orders.keys().get("public.aufkpf")).isEqualTo(new KeyColumn("aufnr", Map.of()));
        assertThat(orders.levelExcludes()).contains(LineState.BOOKED);
        QuerySource prices = (QuerySource) config.sources().get(Section.PRICES);
        assertThat(prices.fields().get("list").codes()).isEqualTo(Map.of("01", "retail-eu", "02", "retail-us"));
    }

    @Test
    void the_mapping_file_for_tryton_reads() {
        // when
        ErpConfig config = ErpConfigReader.read(
                SampleMapping.file().resolveSibling("tryton.erp.yaml"),
                text -> text.replace("{{env:TRYTON_PORT}}", "5432"));

        // then
        assertThat(config.sources().keySet())
                .containsExactlyInAnyOrder(
                        Section.STOCK, Section.EXPECTED, Section.ITEMS, Section.PRICES, Section.ORDERS);
    }

    @Test
    void the_sample_mapping_file_for_mariadb_says_the_same_of_its_tables() {
        // given
        ErpConfig postgres = SampleMapping.read("127.0.0.1", 5432, "erp", "crossdock", "crossdock_legacy", "secret");

        // when
        ErpConfig config = SampleMapping.mariaDb("127.0.0.1", 3306, "secret");

        // then
        assertThat(config.database())
                .isEqualTo(ErpDatabase.mariadb("127.0.0.1", 3306, "legacy", "crossdock", "secret", 7001));
        assertThat(config.tables())
                .containsExactlyElementsOf(postgres.tables().stream()
                        .map(table -> table.replace("public.", "legacy."))
                        .toList());
        assertThat(new TreeMap<>(config.sources()))
                .hasToString(new TreeMap<>(postgres.sources())
                        .toString()
                        .replace("public.", "legacy.")
                        .replace("= any(?)", "in (?)")
                        .replace("\"order\"", "`order`"));
    }

    @Test
    void connections_are_encrypted_as_the_file_says_on_every_database() throws IOException {
        // when
        ErpDatabase postgres = read(DATABASE.replace("slot:", "tls: {mode: verify-full, ca: /etc/erp-ca.pem}, slot:")
                        + "items: {row: {table: public.a, sku: a}}\n")
                .database();
        // then
        assertThat(postgres.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/erp?sslmode=verify-full&sslrootcert=/etc/erp-ca.pem");
        assertThat(ErpDatabase.mariadb("db", 3306, "erp", "u", "p", 1)
                        .with(new Tls(Tls.Mode.REQUIRE, ""))
                        .jdbcUrl())
                .isEqualTo("jdbc:mariadb://db:3306/erp?sslMode=trust");
        assertThatThrownBy(() -> read(DATABASE.replace("slot:", "tls: {mode: yes, ca: x}, slot:")))
                .hasMessageContaining(
                        "old.erp.yaml:2: database.tls.mode: 'yes' is not allowed; allowed: off, require, verify-ca,"
                                + " verify-full");
        assertThatThrownBy(() -> read(DATABASE.replace("slot:", "tls: {mode: require, ca: /x}, slot:")))
                .hasMessageContaining("old.erp.yaml:2: database.tls.ca: is of no use");
        assertThatThrownBy(() -> read(DATABASE.replace("slot:", "tls: {mode: verify-ca, ca: ../x}, slot:")))
                .hasMessageContaining("old.erp.yaml:2: database.tls.ca: '../x' is not allowed");
        assertThatThrownBy(() -> read(DATABASE.replace("slot:", "tls: {mode: verify-ca}, slot:")))
                .hasMessageContaining("database.tls.ca: is missing");
    }

    @Test
    void mistakes_about_mariadb_are_told_with_what_is_allowed() {
        assertThatThrownBy(() -> read("""
                        erp: old
                        database: {type: mariadb, host: db, port: 3306, name: erp, user: u, password: p, slot: s, serverId: 0}
                        prices: {query: {keys: {erp.p: a}, sql: "select a as sku from p where a = any(?)"}}
                        items: {query: {keys: {erp.p: a}, sql: "select a as sku from p where a = ?"}}
                        """))
                .isInstanceOfSatisfying(ErpConfigException.class, e -> assertThat(e.problems())
                        .containsExactlyInAnyOrder(
                                "old.erp.yaml:2: database.slot: unknown key; allowed: host, name, password, port, serverId, tls, type,"
                                        + " user",
                                "old.erp.yaml:2: database.serverId: '0' is not allowed; allowed: a number from 1 to 4294967295",
                                "old.erp.yaml:3: prices.query.sql: does not take the keys; allowed: one ? in it, as in: where"
                                        + " artnr in (?)",
                                "old.erp.yaml:4: items.query.sql: does not take the keys; allowed: one ? in it, as in: where"
                                        + " artnr in (?)"));
    }

    @Test
    void references_in_the_database_section_are_resolved_and_never_shown() throws IOException {
        // when
        ErpConfig config = read(DATABASE + "stock: {row: {table: public.l, sku: a, location: l, onHand: b}}");

        // then
        assertThat(config.database().password()).isEqualTo("resolved");
        assertThat(config.toString()).doesNotContain("resolved");
    }

    @Test
    void an_alarm_has_a_size_and_a_time_and_is_there_without_being_told() throws IOException {
        // given
        String stock = "stock: {row: {table: public.l, sku: a, location: l, onHand: b}}\n";
        // then
        assertThat(read(DATABASE + stock).alarm()).isEqualTo(new Alarm(1L << 30, Duration.ofMinutes(1)));
        assertThat(read(DATABASE + stock + "alarm: {slotBytes: 500 MiB, lag: 5m}")
                        .alarm())
                .isEqualTo(new Alarm(500L << 20, Duration.ofMinutes(5)));
        assertThatThrownBy(() -> read(DATABASE + stock + "alarm: {slotBytes: 1000, lag: soon, who: me}"))
                .hasMessage("old.erp.yaml:4: alarm.slotBytes: '1000' is not allowed; allowed: a size such as 500 MiB or"
                        + " 2 GiB\n"
                        + "old.erp.yaml:4: alarm.lag: 'soon' is not allowed; allowed: a time such as 60s, 5m or 1h\n"
                        + "old.erp.yaml:4: alarm.who: unknown key; allowed: lag, slotBytes");
    }

    @Test
    void an_unknown_key_is_named_with_its_line_and_what_is_allowed() {
        assertThatThrownBy(() -> read(DATABASE + """
                        stock:
                          row: {table: public.l, sku: a, location: l, onhand: b}
                        """))
                .isInstanceOf(ErpConfigException.class)
                .hasMessage("old.erp.yaml:4: stock.row.onHand: is missing; allowed: a column\n"
                        + "old.erp.yaml:4: stock.row.onhand: unknown key; allowed: location, onHand, sku, table");
    }

    @Test
    void every_mistake_is_told_at_once() {
        assertThatThrownBy(() -> read("""
                        erp: Old ERP
                        epoch: 0
                        database: {type: oracle, host: db, port: 99999, name: erp, user: u, password: "{{secret:gone}}", slot: MY-SLOT, publication: p}
                        prices: {row: {table: public.p}}
                        items: {query: {keys: {artst: artnr}, sql: "delete from artst where artnr = any(?)"}}
                        stock: {query: {keys: {public.l: a}, sql: "select a as sku from l"}}
                        """))
                .hasMessageContaining("old.erp.yaml:1: erp: 'Old ERP' is not allowed")
                .hasMessageContaining("old.erp.yaml:2: epoch: '0' is not allowed; allowed: a number from 1 to 999999")
                .hasMessageContaining(
                        "old.erp.yaml:3: database.type: 'oracle' is not supported; allowed: postgresql, mariadb")
                .hasMessageContaining("old.erp.yaml:3: database.port: '99999' is not allowed")
                .hasMessageContaining("old.erp.yaml:3: database.password: cannot be resolved: no secret named gone")
                .hasMessageContaining("old.erp.yaml:3: database.slot: is no name of a slot")
                .hasMessageContaining("old.erp.yaml:4: prices.row: cannot tell prices, of which a row is only a part")
                .hasMessageContaining("old.erp.yaml:5: items.query.keys.artst: 'artst' has no schema")
                .hasMessageContaining("old.erp.yaml:5: items.query.sql: does not read; allowed: one SELECT")
                .hasMessageContaining("old.erp.yaml:6: stock.query.sql: does not take the keys")
                .hasMessageContaining("old.erp.yaml:6: stock.query.fields: does not say which locations there are");
    }

    @Test
    void conversions_are_the_same_in_a_row_and_in_a_query() throws IOException {
        // given
        String onHand = "onHand: {column: b, factor: 0.01, scale: 2}";
        String location = "location: {column: l, codes: {H1: hamburg}}";

        // when
        var row = (RowSource) read(DATABASE + "stock: {row: {table: public.l, sku: {column: a, trim: false}, "
                        + location + ", " + onHand + "}}")
                .sources()
                .get(Section.STOCK);
        var query =
                (QuerySource) read(DATABASE + "stock: {query: {keys: {public.l: a}, sql: 'select 1 where a = any(?)',"
                                + " fields: {sku: {column: A, trim: false}, " + location + ", " + onHand + "}}}")
                        .sources()
                        .get(Section.STOCK);

        // then
        assertThat(query.fields()).containsAllEntriesOf(row.fields());
    }

    @Test
    void wrong_conversions_and_lookups_are_told_with_line_and_key() {
        assertThatThrownBy(() -> read(DATABASE + """
                        items:
                          row:
                            table: public.a
                            sku: {value: A-1}
                            title: {column: t, scale: 2}
                            category: {column: c, value: lamps}
                        orders:
                          query:
                            keys:
                              public.p: {column: id, lookup: "select nr from k where id = any(?)", missing: maybe}
                            sql: select 1 where a = any(?)
                            fields:
                              quantity: {factor: -1}
                              number: {value: 7}
                              weight: w
                        """))
                .hasMessageContaining("old.erp.yaml:6: items.row.sku: is the key, and cannot be a constant")
                .hasMessageContaining("old.erp.yaml:7: items.row.title.scale: title is no number; allowed: trim, codes")
                .hasMessageContaining("old.erp.yaml:8: items.row.category.column: stands beside a constant")
                .hasMessageContaining("old.erp.yaml:12: orders.query.keys.public.p.lookup: has no column named changed")
                .hasMessageContaining("old.erp.yaml:12: orders.query.keys.public.p.lookup: has no column named number")
                .hasMessageContaining("old.erp.yaml:12: orders.query.keys.public.p.missing: 'maybe' is not allowed;"
                        + " allowed: refuse, ignore")
                .hasMessageContaining("old.erp.yaml:15: orders.query.fields.quantity.factor: '-1' is not allowed")
                .hasMessageContaining("old.erp.yaml:16: orders.query.fields.number: is the key")
                .hasMessageContaining("old.erp.yaml:17: orders.query.fields.weight: unknown key");
    }

    @Test
    void an_orders_section_says_from_which_state_on_the_level_excludes_a_line() throws IOException {
        // when
        QuerySource orders = (QuerySource) read(DATABASE + """
                        orders:
                          levelExcludes: picked
                          query:
                            keys: {public.p: {column: nr, when: {stat: [20]}}}
                            sql: select 1 where a = any(?)
                            fields: {state: {codes: {10: open, 30: picked, 90: cancelled}}}
                        """).sources().get(Section.ORDERS);

        // then
        assertThat(orders.levelExcludes()).contains(LineState.PICKED);
        assertThat(orders.keys()).containsValue(new KeyColumn("nr", Map.of("stat", List.of("20"))));
        assertThat(orders.fields().get("state").codes()).containsEntry("30", "picked");
    }

    @Test
    void mistakes_about_states_are_told_with_the_states_that_there_are() {
        String query = "query: {keys: {public.p: nr}, sql: 'select 1 where a = any(?)', fields: {state: %s}}";
        assertThatThrownBy(() -> read(DATABASE + "orders:\n  levelExcludes: cancelled\n"))
                .hasMessageContaining("old.erp.yaml:4: orders.levelExcludes: 'cancelled' is no state that a level can"
                        + " exclude; allowed: booked, picked, shipped");
        assertThatThrownBy(() -> read(DATABASE + "orders:\n  levelExcludes: picked\n  "
                        + query.formatted("{codes: {1: done}, default: open}")))
                .hasMessageContaining("old.erp.yaml:5: orders.query.fields.state: 'done' is no state of a line;"
                        + " allowed: open, booked, picked, shipped, cancelled");
        assertThatThrownBy(() -> read(DATABASE + "orders:\n  " + query.formatted("{codes: {1: open}}")))
                .hasMessageContaining("old.erp.yaml:4: orders.query.fields.state: says nothing while it is not known");
        assertThatThrownBy(() -> read(DATABASE + "prices:\n  levelExcludes: picked\n"))
                .hasMessageContaining("old.erp.yaml:4: prices.levelExcludes: unknown key; allowed: query, row");
    }

    @Test
    void a_default_location_needs_a_query_because_rows_of_several_would_be_one_level() {
        assertThatThrownBy(
                        () -> read(
                                DATABASE
                                        + "stock: {row: {table: public.l, sku: a, location: {column: l, codes: {H1: hh}, default: rest}, onHand: b}}"))
                .hasMessageContaining("stock.row.location: two codes mean one location");
    }

    @Test
    void two_codes_for_one_location_need_a_query() {
        assertThatThrownBy(
                        () -> read(
                                DATABASE
                                        + "stock: {row: {table: public.l, sku: a, location: {column: l, codes: {H1: hh, H2: hh}}, onHand: b}}"))
                .hasMessageContaining("stock.row.location: two codes mean one location");
    }

    @Test
    void a_file_that_is_no_yaml_is_told_with_its_line() {
        assertThatThrownBy(() -> read("erp: old\nstock: [a\n"))
                .isInstanceOf(ErpConfigException.class)
                .hasMessageContaining("old.erp.yaml:3: is not valid YAML");
    }

    @Test
    void a_section_that_is_no_mapping_and_a_key_that_is_there_twice_are_told() {
        assertThatThrownBy(() -> read(DATABASE + "stock: [row]\nerp: old\n"))
                .hasMessageContaining("old.erp.yaml:4: erp: is there twice")
                .hasMessageContaining("old.erp.yaml:3: stock: is not a mapping");
    }

    @Test
    void topics_of_somebodys_kafka_connect_need_no_slot_and_without_a_query_no_database() throws IOException {
        // when
        ErpConfig config = read("""
                erp: old
                source:
                  kafka-connect:
                    topicPrefix: erp
                    topics: {public.l: stock-of-erp}
                    decimals: {public.l.b: 3}
                    kafka: {bootstrap.servers: "kafka:9092", sasl.jaas.config: "{{secret:erp}}"}
                stock: {row: {table: public.l, sku: a, location: l, onHand: b}}
                items: {row: {table: public.a, sku: a}}
                """);

        // then
        ConnectSource source = config.connect().orElseThrow();
        assertThat(source.topicsOf(config.tables()))
                .isEqualTo(Map.of("public.l", "stock-of-erp", "public.a", "erp.public.a"));
        assertThat(source.transactionTopic()).isEqualTo("erp.transaction");
        assertThat(source.scales()).contains(Map.of("public.l.b", 3));
        assertThat(source.kafka()).containsEntry("sasl.jaas.config", "resolved");
        assertThat(config.toString()).doesNotContain("resolved");
    }

    @Test
    void mistakes_about_topics_are_told_with_what_is_allowed() {
        assertThatThrownBy(() -> read(DATABASE + """
                        source:
                          kafka-connect:
                            topicPrefix: "erp topics"
                            decimals: precise
                            snapshot: true
                        stock: {row: {table: public.l, sku: a, location: l, onHand: b}}
                        """)).isInstanceOfSatisfying(ErpConfigException.class, e -> assertThat(
                        e.problems())
                .hasSize(5)
                .anyMatch(problem -> problem.startsWith(
                        "old.erp.yaml:5: source.kafka-connect.topicPrefix: 'erp topics' is no name of a topic"))
                .anyMatch(problem -> problem.startsWith("old.erp.yaml:6: source.kafka-connect.decimals: is not known"))
                .anyMatch(problem -> problem.startsWith("old.erp.yaml:7: source.kafka-connect.snapshot: unknown key"))
                .anyMatch(problem -> problem.equals("old.erp.yaml:2: database.slot: is the connector's with source:"
                        + " kafka-connect; allowed: nothing")));
    }

    private ErpConfig read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("old.erp.yaml"), yaml);
        return ErpConfigReader.read(file, text -> {
            if (text.contains("gone")) {
                throw new IllegalArgumentException("no secret named gone");
            }
            return text.replace("{{secret:erp}}", "resolved");
        });
    }
}
