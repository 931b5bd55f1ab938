package io.crossdock.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.orders.FileTarget;
import io.crossdock.erp.orders.OrderField;
import io.crossdock.erp.orders.TableTarget;
import io.crossdock.erp.orders.WriteBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBackReaderTest {

    private static final String HEAD = """
            erp: old
            database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
            orders: {query: {keys: {public.k: nr}, sql: "select 1 where nr = any(?)"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void an_interface_table_reads() throws IOException {
        // when
        WriteBack writeBack = read(HEAD + """
                        writeBack:
                          since: 2026-11-01T00:00:00Z
                          channels: [shopify-us, acme-eu]
                          changes: send
                          interface-table:
                            user: w
                            password: "{{secret:w}}"
                            order:
                              table: public.o
                              columns: {id: order.id, v: order.version, k: order.kind, src: {value: WEB}}
                              answer: {status: st, rejected: [9, E]}
                            lines:
                              table: public.l
                              columns: {id: order.id, v: order.version, art: line.sku, qty: line.quantity}
                        """).writeBack().orElseThrow();
        // then
        assertThat(writeBack.since()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(writeBack.channels()).containsExactlyInAnyOrder("shopify-us", "acme-eu");
        assertThat(writeBack.takesChanges()).isTrue();
        TableTarget target = (TableTarget) writeBack.target();
        assertThat(target.orderColumns())
                .extracting("field")
                .containsExactly(OrderField.ORDER_ID, OrderField.ORDER_VERSION, OrderField.ORDER_KIND, null);
        assertThat(target.answer()).hasValue(new TableTarget.TableAnswer("st", List.of("9", "E"), null));
        assertThat(writeBack.toString()).doesNotContain("resolved");
    }

    @Test
    void without_the_section_no_order_is_entered() throws IOException {
        assertThat(read(HEAD).writeBack()).isEmpty();
    }

    @Test
    void every_mistake_is_told_with_its_line() {
        assertThatThrownBy(() -> read(HEAD + """
                        writeBack:
                          since: yesterday
                          changes: maybe
                          interface-table:
                            user: w
                            order:
                              table: o
                              columns:
                                nr: order.nummer
                                art: line.sku
                                day: {field: order.placedAt, format: yyyyQQQQQQ, zone: Mars}
                                len: {field: order.number, length: 0, size: 3}
                                "drop table": order.channel
                              answer: {status: "a b", rejected: 9}
                            lines: {table: public.l, columns: {id: order.id}}
                        """))
                .isInstanceOf(ErpConfigException.class)
                .hasMessageContaining(
                        "old.erp.yaml:5: writeBack.since: 'yesterday' is no time; allowed: a time such as")
                .hasMessageContaining("old.erp.yaml:6: writeBack.changes: 'maybe' is not allowed; allowed: send, none")
                .hasMessageContaining("old.erp.yaml:8: writeBack.interface-table.password: is missing")
                .hasMessageContaining(
                        "old.erp.yaml:10: writeBack.interface-table.order.table: 'o' is no name of a table")
                .hasMessageContaining(
                        "old.erp.yaml:12: writeBack.interface-table.order.columns.nr: 'order.nummer' is no"
                                + " field of an order; allowed: order.id, order.number,")
                .hasMessageContaining("old.erp.yaml:13: writeBack.interface-table.order.columns.art: line.sku is each"
                        + " line's own")
                .hasMessageContaining(
                        "old.erp.yaml:14: writeBack.interface-table.order.columns.day.format: 'yyyyQQQQQQ'")
                .hasMessageContaining("old.erp.yaml:14: writeBack.interface-table.order.columns.day.zone: 'Mars' is no")
                .hasMessageContaining("old.erp.yaml:15: writeBack.interface-table.order.columns.len.length: '0' is not")
                .hasMessageContaining("old.erp.yaml:15: writeBack.interface-table.order.columns.len.size: unknown key")
                .hasMessageContaining("writeBack.interface-table.order.columns: 'drop table' is no name of a column")
                .hasMessageContaining("writeBack.interface-table.order.columns: no column takes order.id")
                .hasMessageContaining(
                        "old.erp.yaml:17: writeBack.interface-table.order.answer.status: 'a b' is no name")
                .hasMessageContaining("old.erp.yaml:17: writeBack.interface-table.order.answer.rejected: is not a list")
                .hasMessageContaining(
                        "old.erp.yaml:18: writeBack.interface-table.lines.columns: no column takes line.sku");
    }

    @Test
    void an_api_reads_and_its_settings_are_checked_by_whoever_sends_requests() {
        assertThatThrownBy(() -> read(HEAD + """
                        writeBack:
                          since: 2026-11-01T00:00:00Z
                          changes: send
                          http:
                            auth: bearer
                            method: GET
                            path: orders
                            request: "{"
                            idempotencyHeader: "a b"
                            known: [201]
                            message: text
                            lookup: /orders/{id}
                            attempts: 0
                            retries: 3
                        """))
                .hasMessageContaining("old.erp.yaml:8: writeBack.http.url: is missing")
                .hasMessageContaining("old.erp.yaml:8: writeBack.http.token: is needed")
                .hasMessageContaining("old.erp.yaml:9: writeBack.http.method: 'GET' is not allowed; allowed: POST, PUT")
                .hasMessageContaining("old.erp.yaml:10: writeBack.http.path: is no path")
                .hasMessageContaining("old.erp.yaml:11: writeBack.http.request: does not compile: ")
                .hasMessageContaining("old.erp.yaml:12: writeBack.http.idempotencyHeader: 'a b' is no name of a header")
                .hasMessageContaining("old.erp.yaml:13: writeBack.http.known: is no list of statuses that refuse")
                .hasMessageContaining("old.erp.yaml:14: writeBack.http.message: is no JSON pointer")
                .hasMessageContaining("old.erp.yaml:15: writeBack.http.lookup: finds an earlier version as well")
                .hasMessageContaining("old.erp.yaml:16: writeBack.http.attempts: '0' is not allowed")
                .hasMessageContaining("old.erp.yaml:17: writeBack.http.retries: unknown key");
    }

    @Test
    void a_folder_reads_and_what_it_cannot_be_is_told() throws IOException {
        // given
        String file = """
                writeBack:
                  since: 2026-11-01T00:00:00Z
                  changes: none
                  file:
                    folder: /srv/erp/in
                    outbox: /srv/erp/out
                    edifact-orders: {sender: ZZZ/CROSSDOCK, receiver: 14/ERP, firstNumber: 4711}
                """;
        // when
        FileTarget target =
                (FileTarget) read(HEAD + file).writeBack().orElseThrow().target();
        // then
        assertThat(target.folder()).hasToString("/srv/erp/in");
        assertThat(target.form())
                .isEqualTo(new FileTarget.EdiForm(
                        FileTarget.Standard.EDIFACT_ORDERS,
                        new FileTarget.Partner("ZZZ", "CROSSDOCK"),
                        new FileTarget.Partner("14", "ERP"),
                        4711));
        assertThat(target.firstNumber()).hasValue(4711);
        assertThatThrownBy(() -> read(HEAD + file.replace("4711", "1000000000")))
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.edifact-orders.firstNumber: '1000000000' is not"
                        + " allowed; allowed: a number from 1 to 999999999");
        assertThatThrownBy(() -> read(HEAD
                        + file.replace("changes: none", "changes: send")
                                .replace("/srv/erp/out", "/srv/erp/in")
                                .replace("sender: ZZZ/CROSSDOCK", "sender: CROSSDOCK")
                        + "    csv: {separator: ab, charset: utf-99, header: maybe, columns: {a: order.id}}\n"))
                .hasMessageContaining("writeBack.file: has no form for an order that was changed or cancelled")
                .hasMessageContaining("old.erp.yaml:9: writeBack.file.outbox: is the ERP's own folder")
                .hasMessageContaining("old.erp.yaml:8: writeBack.file: must say what stands in a file, in one form");
        assertThatThrownBy(() -> read(HEAD
                        + file.replace(
                                "edifact-orders: {sender: ZZZ/CROSSDOCK, receiver: 14/ERP, firstNumber: 4711}",
                                "csv: {separator: ab, charset: utf-99, header: maybe, columns: {a: order.id}}")))
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.csv.separator: 'ab' is not allowed")
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.csv.charset: 'utf-99' is not known")
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.csv.header: 'maybe' is not allowed")
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.csv.columns: no column takes line.sku");
        assertThatThrownBy(() ->
                        read(HEAD + file.replace("ZZZ/CROSSDOCK", "CROSSDOCK").replace("/srv/erp/in", "in")))
                .hasMessageContaining("old.erp.yaml:8: writeBack.file.folder: 'in' is not allowed")
                .hasMessageContaining("old.erp.yaml:10: writeBack.file.edifact-orders.sender: 'CROSSDOCK' is not");
        assertThatThrownBy(() -> read(HEAD + file.replace("ZZZ/", "ZZ/")))
                .hasMessageContaining(
                        "old.erp.yaml:10: writeBack.file.edifact-orders: its standard does not know these");
    }

    @Test
    void an_interface_that_takes_changes_must_be_told_the_version_and_what_happened() {
        assertThatThrownBy(() -> read(HEAD + """
                        writeBack:
                          since: 2026-11-01T00:00:00Z
                          changes: send
                          interface-table:
                            user: w
                            password: p
                            order: {table: public.o, columns: {id: order.id}}
                            lines: {table: public.l, columns: {id: order.id, a: line.sku, q: line.quantity}}
                        """))
                .hasMessageContaining("writeBack.interface-table.order.columns: no column takes order.version")
                .hasMessageContaining("writeBack.interface-table.order.columns: no column takes order.kind");
    }

    @Test
    void nothing_is_written_back_where_no_booking_would_ever_be_heard_of() {
        assertThatThrownBy(() -> read("""
                        erp: old
                        database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
                        stock: {row: {table: public.l, sku: a, location: l, onHand: b}}
                        writeBack: {since: 2026-11-01T00:00:00Z, changes: none}
                        """))
                .hasMessageContaining("old.erp.yaml:4: writeBack: nothing tells which orders the ERP has booked;"
                        + " allowed: a section orders beside it")
                .hasMessageContaining("old.erp.yaml:4: writeBack: does not say by which interface");
    }

    private ErpConfig read(String yaml) throws IOException {
        Path file = folder.resolve("old.erp.yaml");
        Files.writeString(file, yaml);
        return ErpConfigReader.read(
                file,
                text -> text.startsWith("{{") ? "resolved" : text,
                api -> api.containsKey("token") ? Map.of() : Map.of("token", "is needed"));
    }
}
