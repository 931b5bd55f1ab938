package io.crossdock.erp.orders;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Orders of an invented buyer, and the sample ERP's mapping file that says how it takes them. */
final class Entries {

    static final Address BUYER = new Address(
            "Alma Sample",
            null,
            "Long Street of the Sample Town 12",
            null,
            "04109",
            "Leipzig",
            null,
            "DE",
            "+49 341 1",
            "alma@example.org");

    private Entries() {}

    static OrderEntry placed(String id, OrderLine... lines) {
        return entry(OrderEntry.Kind.PLACED, id, 1, 1, lines);
    }

    static OrderEntry entry(OrderEntry.Kind kind, String id, long version, int attempt, OrderLine... lines) {
        Order order = new Order(
                new OrderId(id),
                new ChannelId("shopify-us"),
                "#1001",
                version,
                Instant.parse("2026-11-26T23:30:00Z"),
                "EUR",
                List.of(),
                List.of(lines),
                BUYER);
        return new OrderEntry(order, kind, attempt);
    }

    static OrderLine line(String sku, String quantity) {
        return new OrderLine(
                "line-" + sku,
                new Sku(sku),
                new BigDecimal(quantity),
                new Money(new BigDecimal("259.95"), "EUR"),
                new LocationId("hamburg"));
    }

    static ErpConfig sample(UnaryOperator<String> resolver) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy-orders.erp.yaml"))) {
            folder = folder.getParent();
        }
        return ErpConfigReader.read(folder.resolve("erp/legacy-orders.erp.yaml"), resolver);
    }

    /**
     * The sample's tables in a database and for a role of one's own.
     *
     * @param schema that they are in
     */
    static TableTarget target(String jdbcUrl, String schema, String role, String password) {
        TableTarget sample = (TableTarget) sample(text -> text.replace("{{env:LEGACY_ERP_PORT}}", "5432"))
                .writeBack()
                .orElseThrow()
                .target();
        return new TableTarget(
                jdbcUrl,
                role,
                password,
                sample.orderTable().replace("public.", schema + "."),
                sample.orderColumns(),
                sample.lineTable().replace("public.", schema + "."),
                sample.lineColumns(),
                sample.answer());
    }
}
