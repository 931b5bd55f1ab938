package io.crossdock.demo;

import io.crossdock.hub.policy.Setting;
import io.crossdock.hub.policy.StockRule;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every channel has to show, worked out without the hub: the ERP's own levels, less what was sold and the ERP has
 * not booked, under the channel's rule.
 */
final class Truth {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    private final Map<String, Map<String, BigDecimal>> levels;
    private final Map<String, Map<String, BigDecimal>> prices;
    private final List<Sale> open;

    Truth(LegacyErp erp, SalesBook book) throws SQLException {
        this.levels = erp.levels();
        this.prices = erp.prices();
        this.open = book.open();
    }

    Set<String> skus() {
        return levels.keySet();
    }

    /** On hand over the locations, less every open sale that may be taken from one of them. */
    BigDecimal available(String sku, Set<String> locations) {
        BigDecimal sum = BigDecimal.ZERO;
        for (var level : levels.get(sku).entrySet()) {
            if (locations.contains(LOCATIONS.get(level.getKey()))) {
                sum = sum.add(level.getValue());
            }
        }
        for (Sale sale : open) {
            if (sale.mayTakeFrom(locations)) {
                sum = sum.subtract(BigDecimal.valueOf(sale.pieces().getOrDefault(sku, 0L)));
            }
        }
        return sum;
    }

    long pieces(String sku, Account account) {
        StockRule rule = account.config().stock().always();
        BigDecimal share = available(sku, account.poolSet());
        if (rule.share() != null) {
            share = share.multiply(rule.share().value()).divide(HUNDRED);
        }
        BigDecimal safety = rule.safety() == null ? BigDecimal.ZERO : new BigDecimal(digits(rule.safety()));
        if (rule.safety() != null && rule.safety().value().isPercent()) {
            safety = share.max(BigDecimal.ZERO).multiply(safety).divide(HUNDRED);
        }
        long pieces = share.subtract(safety)
                .setScale(0, RoundingMode.FLOOR)
                .max(BigDecimal.ZERO)
                .longValueExact();
        long capped = rule.cap() == null ? pieces : Math.min(pieces, rule.cap().value());
        return rule.minimum() != null && capped < rule.minimum().value() ? 0 : capped;
    }

    private static String digits(Setting<?> setting) {
        return setting.text().replace("%", "");
    }

    BigDecimal price(String sku, Account account) {
        return prices.get(sku).get(account.priceList()).setScale(2, RoundingMode.HALF_UP);
    }
}
