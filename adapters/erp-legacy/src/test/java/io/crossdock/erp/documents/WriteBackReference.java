package io.crossdock.erp.documents;

import static io.crossdock.erp.documents.Key.may;
import static io.crossdock.erp.documents.Key.must;

import io.crossdock.erp.orders.OrderField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of {@code writeBack}, in the order of the document. */
final class WriteBackReference {

    private static final String TABLE = """
            writeBack:
              since: "2026-11-01T00:00:00Z"
              changes: none
              interface-table:
                user: w
                password: p
                order:
                  table: public.o
                  columns: {id: order.id, day: {field: order.placedAt}}
                  answer: {status: s, rejected: [9]}
                lines: {table: public.l, columns: {id: order.id, art: line.sku, qty: line.quantity}}
            """;

    private static final String HEAD = TABLE.substring(0, TABLE.indexOf("  interface-table:"));
    private static final String CSV = HEAD + """
              file:
                folder: /in
                outbox: /out
                csv: {columns: {id: order.id, art: line.sku, qty: line.quantity}}
            """;
    private static final String EDI = HEAD + """
              file: {folder: /in, outbox: /out, x12-850: {sender: ZZ/US, receiver: ZZ/ERP}}
            """;
    private static final String HTTP = HEAD + """
              http: {url: "https://erp.example", path: /orders, request: .order}
            """;

    private WriteBackReference() {}

    /** The section in the form in which a place is there. */
    static String example(List<String> path) {
        if (path.contains("http")) {
            return HTTP;
        }
        if (path.contains("x12-850")) {
            return EDI;
        }
        return path.contains("file") ? CSV : TABLE;
    }

    static List<Part> parts() {
        return List.of(top(), table(), order(), answer(), lines(), file(), csv(), edi(), http(), column());
    }

    private static Part top() {
        return new Part(
                "`writeBack`",
                "How orders reach the ERP, see [erp-orders.md](erp-orders.md). One of the three interfaces must be there.",
                List.of(List.of("writeBack")),
                List.of(
                        must("since", "a time such as `2026-11-01T00:00:00Z`", "orders placed earlier are not entered"),
                        may("channels", "a list", "all", "whose orders are entered"),
                        must("changes", "`send`, `none`", "whether the interface takes an order that was changed"),
                        may(
                                "interface-table",
                                "a section",
                                "another interface",
                                "tables that a job of the ERP's reads"),
                        may("file", "a section", "another interface", "a folder from which the ERP takes files"),
                        may("http", "a section", "another interface", "an API of the ERP's")));
    }

    private static Part table() {
        return new Part(
                "`writeBack.interface-table`",
                "The tables are in the database of `database`.",
                List.of(List.of("writeBack", "interface-table")),
                List.of(
                        must("user", "a text", "a role of its own, which may insert and select there"),
                        must("password", "a reference", "of that role"),
                        must("order", "a section", "the table with a row for each order"),
                        must("lines", "a section", "the table with a row for each line")));
    }

    private static Part order() {
        return new Part(
                "`writeBack.interface-table.order`",
                "One column holds `order.id`; with `changes: send` others hold `order.version` and `order.kind`.",
                List.of(List.of("writeBack", "interface-table", "order")),
                List.of(
                        must(
                                "table",
                                "schema.table",
                                "has a unique key of id, version and attempt, as far as they are there"),
                        must("columns", "fields by column", "what is written"),
                        may("answer", "a section", "a rejection is not heard of", "how the job rejects an order")));
    }

    private static Part answer() {
        return new Part(
                "`writeBack.interface-table.order.answer`",
                "Asked for every five seconds, about orders that are neither booked nor rejected.",
                List.of(List.of("writeBack", "interface-table", "order", "answer")),
                List.of(
                        must("status", "a column", "in which the job leaves what became of a row"),
                        may("rejected", "a list", "refused", "its values that mean a rejection"),
                        may("message", "a column", "it does not say why", "in which the job leaves why")));
    }

    private static Part lines() {
        return new Part(
                "`writeBack.interface-table.lines`",
                "Columns hold at least `order.id`, `line.sku` and `line.quantity`.",
                List.of(List.of("writeBack", "interface-table", "lines")),
                List.of(
                        must("table", "schema.table", "has a row for each line"),
                        must("columns", "fields by column", "what is written")));
    }

    private static Part file() {
        return new Part(
                "`writeBack.file`",
                "One of the three forms must be there; `changes` must be `none`.",
                List.of(List.of("writeBack", "file")),
                List.of(
                        must("folder", "an absolute path", "from which the ERP takes files"),
                        must("outbox", "an absolute path", "a folder of Crossdock's own on the same disk"),
                        may("csv", "a section", "another form", "rows, one for each line"),
                        may("x12-850", "a section", "another form", "a purchase order of X12, version 005010"),
                        may("edifact-orders", "a section", "another form", "a message ORDERS of UN/EDIFACT D.96A")));
    }

    private static Part csv() {
        return new Part(
                "`writeBack.file.csv`",
                "Columns hold at least `order.id`, `line.sku` and `line.quantity`.",
                List.of(List.of("writeBack", "file", "csv")),
                List.of(
                        may("separator", "one character", "`;`", "between values"),
                        may("charset", "such as `ISO-8859-1`", "`UTF-8`", "of the file"),
                        may("header", "`true`, `false`", "`true`", "whether the first row holds the columns' names"),
                        must("columns", "fields by column", "what is written, in this order")));
    }

    private static Part edi() {
        return new Part(
                "`writeBack.file.x12-850`, `writeBack.file.edifact-orders`",
                "What stands in the envelope; a name is a qualifier of the standard, a slash and the name.",
                List.of(List.of("writeBack", "file", "x12-850")),
                List.of(
                        must("sender", "such as `ZZ/CROSSDOCK`", "who we are"),
                        must("receiver", "such as `ZZ/ERP`", "who the ERP is"),
                        may("firstNumber", "1 to 999999999", "`1`", "the control number of the first interchange")));
    }

    private static Part http() {
        return new Part(
                "`writeBack.http`",
                "Authentication as for a partner's API, see [add-a-partner.md](add-a-partner.md).",
                List.of(List.of("writeBack", "http")),
                List.of(
                        must("url", "a URL", "where the API is"),
                        may(
                                "auth",
                                "`header`, `bearer`, `basic`, `oauth2-client-credentials`",
                                "`none`",
                                "how we prove who we are"),
                        may("authHeader", "a header", "`Authorization`", "takes the proof"),
                        may("token", "a reference", "needed by `header`, `bearer`", "the proof"),
                        may("username", "a text", "needed by `basic`", "who we are"),
                        may("password", "a reference", "needed by `basic`", "of that user"),
                        may("tokenUrl", "a URL", "needed by `oauth2-client-credentials`", "gives tokens"),
                        may("clientId", "a text", "needed by `oauth2-client-credentials`", "who we are"),
                        may("clientSecret", "a reference", "needed by `oauth2-client-credentials`", "of that client"),
                        may("scope", "a text", "none", "of the tokens"),
                        may("timeout", "a time such as `10s`", "`5s`", "for an answer"),
                        may("method", "`POST`, `PUT`", "`POST`", "of the request"),
                        must("path", "a path", "of the request, after the URL"),
                        must("request", "a JSLT expression", "makes the body"),
                        may("idempotencyHeader", "a header", "`Idempotency-Key`", "takes the entry's key"),
                        may("known", "a list of statuses", "none", "say that the ERP has the order already"),
                        may("message", "a JSON pointer", "the status alone is told", "to the ERP's words in a refusal"),
                        may("lookup", "a path", "not asked", "asked before an order is sent"),
                        may(
                                "attempts",
                                "1 to 1000",
                                "`10`",
                                "how often an order is tried at which it fails while it takes others")));
    }

    private static Part column() {
        return new Part(
                "What a column of an interface holds",
                "A field's name alone, or a section. Fields: "
                        + Arrays.stream(OrderField.values())
                                .map(field -> "`" + field.label() + "`")
                                .collect(Collectors.joining(", "))
                        + ".",
                List.of(List.of("writeBack", "interface-table", "order", "columns", "day")),
                List.of(
                        must("field", "one of these", "what is written"),
                        may("value", "a text", "read from the field", "a constant; then alone"),
                        may(
                                "codes",
                                "the ERP's codes by ours",
                                "taken as it is",
                                "a value that is not here is a dead letter"),
                        may(
                                "default",
                                "a text",
                                "a dead letter, or nothing",
                                "what an unknown value and an empty field become"),
                        may("length", "1 to 9999", "the ERP judges", "what is longer is cut"),
                        may("format", "such as `uuuuMMdd`", "`uuuu-MM-dd HH:mm:ss`", "how a time is written"),
                        may("zone", "such as `Europe/Berlin`", "`UTC`", "in which a time is told")));
    }
}
