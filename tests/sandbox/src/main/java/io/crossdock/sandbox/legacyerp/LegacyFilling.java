package io.crossdock.sandbox.legacyerp;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Invented articles with prices and levels; the same for the same seed. */
final class LegacyFilling {

    private static final List<String> THINGS =
            List.of("LAMPE", "STUHL", "TISCH", "REGAL", "VASE", "KISSEN", "DECKE", "SPIEGEL");
    private static final List<String> COLOURS = List.of("ROT", "BLAU", "GRUEN", "EICHE", "WEISS", "SCHWARZ");

    private LegacyFilling() {}

    static void fill(LegacyDatabase database, int articles, List<String> warehouses, long seed) throws SQLException {
        Random random = new Random(seed);
        database.transaction(connection -> {
            try (PreparedStatement article = connection.prepareStatement("insert into artst values (?, ?, ?, 1)");
                    PreparedStatement price = connection.prepareStatement("insert into prslst values (?, ?, ?, ?)");
                    PreparedStatement level = connection.prepareStatement("insert into lagbst values (?, ?, ?)")) {
                for (int number = 1; number <= articles; number++) {
                    String sku = "A-%05d".formatted(number);
                    int thing = random.nextInt(THINGS.size());
                    add(article, sku, THINGS.get(thing) + " " + pick(COLOURS, random), "W%03d".formatted(thing));
                    long cents = 500 + random.nextInt(50_000);
                    add(price, sku, "01", BigDecimal.valueOf(cents, 2), "EUR");
                    add(price, sku, "02", BigDecimal.valueOf(cents * 11 / 10, 2), "USD");
                    for (String warehouse : warehouses) {
                        add(level, sku, warehouse, BigDecimal.valueOf(random.nextInt(200)));
                    }
                }
                article.executeBatch();
                price.executeBatch();
                level.executeBatch();
            }
            return null;
        });
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void add(PreparedStatement insert, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }
}
