package io.crossdock.erp.documents;

import static io.crossdock.erp.documents.Key.may;
import static io.crossdock.erp.documents.Key.must;

import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.FieldType;
import io.crossdock.erp.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every key of a mapping file, in the order of the document. Whoever adds a key to a reader adds it here. */
final class MappingReference {

    /** A file in which every part is there. */
    static final String EXAMPLE = """
            erp: old
            timeZone: UTC
            database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p, replica: {host: r, port: 5433}, tls: {mode: verify-ca, ca: /ca.pem}}
            alarm: {lag: 60s}
            stock: {row: {table: public.l, sku: a, location: {value: l}, onHand: b}}
            items: {row: {table: public.a, sku: a}}
            prices: {query: {keys: {public.p: {column: a}}, sql: "select 1 where a = any(?)", fields: {list: {codes: {1: a}}}}}
            expected: {query: {keys: {public.b: {column: a}}, sql: "select 1 where a = any(?)", fields: {}}}
            orders: {query: {keys: {public.o: {column: n}}, sql: "select 1 where a = any(?)", fields: {}}}
            tillSales: {absorbedBy: reference, query: {keys: {public.s: {column: n}}, sql: "select 1 where a = any(?)", fields: {}}}
            """;

    /** The same on MariaDB. */
    static final String MARIADB = EXAMPLE.replace("postgresql", "mariadb")
            .replace("slot: s, publication: p, replica: {host: r, port: 5433}", "serverId: 7")
            .replace("= any(?)", "in (?)");

    /** The same over somebody's connector. */
    static final String CONNECTED = EXAMPLE.replace(
                    "database:", "source: {kafka-connect: {topicPrefix: old}}\ndatabase:")
            .replace(", slot: s, publication: p", "");

    private static final String MARIADB_DATABASE = "`database` of a MariaDB";
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("sku", "the item's key, ours as well as the ERP's"),
            Map.entry("location", "where it lies, in our words"),
            Map.entry("onHand", "pieces on hand, of either sign, with or without fraction"),
            Map.entry("list", "the price list, as channel files name it"),
            Map.entry("amount", "the price of one piece"),
            Map.entry("currency", "three letters of ISO 4217"),
            Map.entry("title", "what people call it"),
            Map.entry("category", "what kind of thing it is"),
            Map.entry("discontinued", "whether it is no longer sold"),
            Map.entry("component", "of a kit, the SKU of a component; empty for the item's own row"),
            Map.entry("componentQuantity", "pieces of the component in one kit"),
            Map.entry("order", "the id that Crossdock gave the order"),
            Map.entry("number", "the ERP's own number of the order"),
            Map.entry("quantity", "pieces of the line"),
            Map.entry(
                    "expectedBy",
                    "when they should be there at the latest; a whole day is included; empty where nobody knows"),
            Map.entry("reference", "what people know them by, such as the purchase order's number"),
            Map.entry("validFrom", "since when the price holds"),
            Map.entry("validUntil", "until when the price holds; a whole day is included"),
            Map.entry("state", "how far the ERP is with the line; only beside `levelExcludes`"));

    private MappingReference() {}

    static List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(
                top(), database(), mariaDb(), replica(), tls(), alarm(), connect(), sections(), orders(), tillSales()));
        Arrays.stream(Section.values())
                .filter(Section::allowsRow)
                .map(MappingReference::row)
                .forEach(parts::add);
        parts.add(query());
        parts.add(key());
        Arrays.stream(Section.values())
                .filter(section -> !section.allowsRow())
                .map(MappingReference::fields)
                .forEach(parts::add);
        parts.add(field());
        parts.addAll(WriteBackReference.parts());
        return parts;
    }

    static String markdown() {
        return """
                # Every key of the mapping file

                Generated from the reader's own description. What the keys are for, with examples, is in [erp-mapping.md](erp-mapping.md). A key that is not here is refused, with its line. Values of `database`, of `source.kafka-connect.kafka`, and of `writeBack` where it names a place or a credential, may hold [references](configuration.md#secrets).

                """ + parts().stream().map(Part::markdown).collect(Collectors.joining("\n"));
    }

    private static Part top() {
        List<Key> keys = new ArrayList<>(List.of(
                must(
                        "erp",
                        "lower case letters, digits, dashes; 41 at most",
                        "the ERP's name; part of topics and of events' source"),
                may("epoch", "1 to 999999", "1", "the least epoch of its events; it is raised by itself"),
                may(
                        "timeZone",
                        "a region, or `UTC`",
                        "dates need one of their own",
                        "of dates and of times without a zone"),
                may("source", "a section", "the database's log", "where changes come from instead"),
                may("database", "a section", "only without queries and with `source`", "where the ERP's database is"),
                may("alarm", "a section", "its defaults", "from when on health tells somebody to look")));
        for (Section section : Section.values()) {
            keys.add(may(section.label(), "a section", "not followed", "see below; at least one of these sections"));
        }
        keys.add(may("writeBack", "a section", "no order is entered", "how orders reach the ERP; needs `orders`"));
        return new Part("Top of the file", "Beside each other, in any order:", List.of(List.of()), keys);
    }

    private static Part database() {
        String types = Arrays.stream(DatabaseType.values())
                .map(type -> "`" + type.label() + "`")
                .collect(Collectors.joining(", "));
        return new Part(
                "`database`",
                "A MariaDB has `serverId` instead of `slot` and `publication`, see below. `slot` and `publication` are the connector's own with `source: kafka-connect`, and refused there.",
                List.of(List.of("database")),
                List.of(
                        must("type", types, "whose product it is"),
                        must("host", "a name or an address", "of the server"),
                        must("port", "1 to 65535", "of the server"),
                        must("name", "a text", "of the database"),
                        must("user", "a text", "a role of its own, which may only read"),
                        must("password", "a reference", "of that role"),
                        must(
                                "slot",
                                "lower case letters, digits, `_`; 63 at most",
                                "the replication slot; never shared"),
                        must("publication", "a text", "made by the database's administrator"),
                        may("replica", "a section", "to the server", "where queries go"),
                        may("tls", "a section", "as the driver does", "how connections are encrypted")));
    }

    private static Part replica() {
        return new Part(
                "`database.replica`",
                "A PostgreSQL that repeats all that the server does; queries wait until it has.",
                List.of(List.of("database", "replica")),
                List.of(
                        must("host", "a name or an address", "of the replica"),
                        must("port", "1 to 65535", "of the replica")));
    }

    private static Part tls() {
        return new Part(
                "`database.tls`",
                "How all connections to the database are encrypted. Left out, those to PostgreSQL are where the server offers it, and those to MariaDB are not.",
                List.of(List.of("database", "tls")),
                List.of(
                        must("mode", "`off`, `require`, `verify-ca`, `verify-full`", "how much is asked of the server"),
                        must(
                                "ca",
                                "a file's absolute path",
                                "PEM, the certificates that are trusted; only with `verify-ca` and `verify-full`")));
    }

    private static Part mariaDb() {
        List<Key> keys = database().keys().stream()
                .filter(key -> !List.of("slot", "publication", "replica").contains(key.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        keys.add(must("serverId", "1 to 4294967295", "by which the server knows who reads its binlog; nobody else's"));
        return new Part(
                MARIADB_DATABASE,
                "`serverId` is the connector's own with `source: kafka-connect`, and refused there.",
                List.of(List.of("database")),
                keys);
    }

    /** A file in which these keys are there. */
    static String exampleOf(Part part, List<String> path) {
        if (path.contains("source")) {
            return CONNECTED;
        }
        return part.title().equals(MARIADB_DATABASE) ? MARIADB : EXAMPLE;
    }

    private static Part alarm() {
        return new Part(
                "`alarm`",
                "See [erp-operations.md](erp-operations.md#late-or-large).",
                List.of(List.of("alarm")),
                List.of(
                        may(
                                "slotBytes",
                                "a size in MiB, GiB or TiB",
                                "1 GiB",
                                "of its log that the database keeps until it was handled"),
                        may("lag", "a time in s, m or h", "60s", "since the oldest change that was not handled")));
    }

    private static Part connect() {
        return new Part(
                "`source.kafka-connect`",
                "Topics of a Debezium connector, see [erp-kafka-connect.md](erp-kafka-connect.md).",
                List.of(List.of("source", "kafka-connect")),
                List.of(
                        must("topicPrefix", "a topic's name", "the connector's `topic.prefix`"),
                        may("topics", "topics by table", "the prefix, a dot and the table", "topics with other names"),
                        may(
                                "transactionTopic",
                                "a topic's name",
                                "the prefix and `.transaction`",
                                "tells the ends of transactions"),
                        may(
                                "decimals",
                                "`string`, `double`, or digits by column",
                                "records have a schema",
                                "how numbers are written"),
                        may(
                                "unavailable",
                                "a text",
                                "`__debezium_unavailable_value`",
                                "stands for a large text that did not change"),
                        may("kafka", "properties", "Crossdock's own Kafka", "of the cluster that has these topics")));
    }

    private static Part sections() {
        return new Part(
                "Sections: " + named(MappingReference::isPlain),
                "Each has one of the two; `row` only for " + named(Section::allowsRow) + ".",
                Arrays.stream(Section.values())
                        .filter(MappingReference::isPlain)
                        .map(section -> List.of(section.label()))
                        .toList(),
                List.of(
                        may("row", "a section", "`query`", "the changed row is the fact"),
                        may("query", "a section", "`row`", "the changed row says which key to ask for")));
    }

    /** Whether it has a row or a query, and nothing beside. */
    private static boolean isPlain(Section section) {
        return section != Section.ORDERS && section != Section.TILL_SALES;
    }

    private static Part orders() {
        return new Part(
                "Section: `orders`",
                "See [erp-mapping.md](erp-mapping.md#orders).",
                List.of(List.of("orders")),
                List.of(
                        may("query", "a section", "refused", "the changed row says which order to ask for"),
                        may("row", "refused", "`query`", "a row is a part of an order only"),
                        may(
                                "levelExcludes",
                                "`booked`, `picked`, `shipped`",
                                "every row is a line that the levels exclude",
                                "from which state of a line on the levels exclude its pieces")));
    }

    private static Part tillSales() {
        return new Part(
                "Section: `tillSales`",
                "See [erp-mapping.md](erp-mapping.md#what-tills-sell).",
                List.of(List.of("tillSales")),
                List.of(
                        must(
                                "absorbedBy",
                                "`reference`, `level`, `time`",
                                "what tells that a sale is in the ERP's level"),
                        may("query", "a section", "only without `reference`", "finds the sales that the ERP booked"),
                        may(
                                "within",
                                "`90s`, `15m`, `26h` and the like",
                                "only without `level`",
                                "after how long at the latest a sale is in the level")));
    }

    private static String named(Predicate<Section> which) {
        return Arrays.stream(Section.values())
                .filter(which)
                .map(section -> "`" + section.label() + "`")
                .collect(Collectors.joining(", "));
    }

    private static Part row(Section section) {
        List<Key> keys = new ArrayList<>();
        keys.add(must("table", "schema.table", "whose rows are followed"));
        section.rowFields().forEach(name -> keys.add(field(section, name)));
        return new Part(
                "`" + section.label() + ".row`",
                "Beside `table` stand fields, each a column's name or [how it is read](#how-a-field-is-read).",
                List.of(List.of(section.label(), "row")),
                keys);
    }

    private static Part query() {
        return new Part(
                "`query`, in every section",
                "The SELECT is given keys and gives the facts, see [erp-mapping.md](erp-mapping.md#query-the-changed-row-only-says-which-key).",
                List.of(List.of("prices", "query"), List.of("orders", "query")),
                List.of(
                        must("keys", "by schema.table a column, or a section", "how a changed row leads to keys"),
                        must("sql", "one SELECT with one `= any(?)`", "asks for all keys of a batch at once"),
                        may("fields", "fields by name", "columns named as the fields", "how its columns are read")));
    }

    private static Part key() {
        return new Part(
                "`query.keys`, by table",
                "A column's name alone is short for `{column: ...}`.",
                List.of(List.of("prices", "query", "keys", "public.p"), List.of("orders", "query", "keys", "public.o")),
                List.of(
                        must("column", "a column", "holds the key, or what the lookup is given"),
                        may(
                                "when",
                                "lists of values by column",
                                "every row matters",
                                "only rows with one of these values matter"),
                        may(
                                "lookup",
                                "one SELECT with one `= any(?)`",
                                "the column holds the key",
                                "gives `changed` and the key"),
                        may(
                                "missing",
                                "`refuse`, `ignore`",
                                "`refuse`",
                                "whether a row that leads to no key is a dead letter")));
    }

    private static Part fields(Section section) {
        return new Part(
                "`" + section.label() + ".query.fields`",
                "A field that is not written here is read from the column of its name. What must be there must be a column"
                        + " of the query or a `value`.",
                List.of(List.of(section.label(), "query", "fields")),
                section.fields().stream()
                        .map(name -> may(
                                name,
                                form(name),
                                section.required().contains(name)
                                        ? "the query's column"
                                        : "the query's column, if there",
                                FIELDS.get(name)))
                        .toList());
    }

    private static Part field() {
        return new Part(
                "How a field is read",
                "The same in `row` and in `fields`. `factor` and `scale` are for numbers only, `timeZone` for times.",
                List.of(List.of("stock", "row", "location"), List.of("prices", "query", "fields", "list")),
                List.of(
                        may(
                                "column",
                                "a column",
                                "in `row` it must be there; in `fields` the field's name",
                                "where it stands"),
                        may("value", "a text", "read from the column", "a constant; then alone"),
                        may("trim", "`true`, `false`", "`true`", "whether blanks at both ends are padding"),
                        may("codes", "meanings by code", "taken as it is", "a code that is not here is a dead letter"),
                        may(
                                "default",
                                "a text",
                                "a dead letter, or nothing",
                                "what an unknown code and an empty column mean"),
                        may("factor", "a number above 0", "1", "multiplies"),
                        may("scale", "0 to 6", "taken exactly", "digits after the point, rounded half up"),
                        may("timeZone", "a region, or `UTC`", "the file's", "of a date, or of a time without a zone")));
    }

    private static Key field(Section section, String name) {
        return section.required().contains(name)
                ? must(name, form(name), FIELDS.get(name))
                : may(name, form(name), "not told", FIELDS.get(name));
    }

    private static String form(String name) {
        return FieldType.of(name).name().toLowerCase(Locale.ROOT);
    }
}
