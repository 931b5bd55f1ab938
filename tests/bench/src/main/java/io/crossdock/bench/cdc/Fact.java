package io.crossdock.bench.cdc;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.hub.events.Topics;

/** What the ERP changes at a steady rate: one row a transaction, to a value that tells which change it was. */
enum Fact {
    /** A level, mapped by {@code row:}. */
    LEVEL("update lagbst set bestd = ? where artnr = ? and lager = 'H1'"),
    /** A price, mapped by {@code query:}. */
    PRICE("update prslst set preis = ? where artnr = ? and prlst = '01'");

    private static final String LIST = "retail-eu";

    private final String sql;

    Fact(String sql) {
        this.sql = sql;
    }

    /** As the mapping file calls the way that it is mapped. */
    String word() {
        return this == LEVEL ? "row:" : "query:";
    }

    String sql() {
        return sql;
    }

    String topic(Topics topics) {
        return this == LEVEL ? topics.stock() : topics.prices();
    }

    /** The value that an event tells; -1 for another one's. */
    int value(CanonicalData data) {
        if (data instanceof StockCounted counted) {
            return counted.onHand().intValue();
        }
        if (data instanceof PriceChanged changed) {
            return changed.prices().stream()
                    .filter(price -> price.list().equals(LIST))
                    .map(ListPrice::price)
                    .map(price -> price.amount().intValue())
                    .findFirst()
                    .orElse(-1);
        }
        return -1;
    }
}
