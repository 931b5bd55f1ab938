package io.crossdock.erp;

import java.time.Duration;
import java.util.Locale;

/**
 * How the ERP takes over what tills sell.
 *
 * @param within after how long at the latest a sale is in the level; null but for {@link AbsorbedBy#LEVEL}
 */
public record TillSales(AbsorbedBy absorbedBy, Duration within) {

    /** What tells that a sale is in the level. */
    public enum AbsorbedBy {
        /** A row that names the sale by the till's own id. */
        REFERENCE,
        /** A level that was committed long enough after it. */
        LEVEL,
        /** A time beside the level, until which all sales are in it. */
        TIME;

        /** As a mapping file writes it, such as {@code reference}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
