package io.crossdock.erp.mapping;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An item's prices that are valid at a moment.
 *
 * @param until the next moment at which others are; null where none is known, or it is {@link #FAR} away
 */
record ValidPrices(List<ListPrice> prices, Instant until) {

    /** Farther dates, such as 9999-12-31, are nobody's plan. */
    static final Duration FAR = Duration.ofDays(3650);

    private record Dated(Columns row, Instant from, Instant until) {

        static Dated of(Columns row) {
            return new Dated(
                    row,
                    row.optionalTime("validFrom").map(ErpTime::start).orElse(Instant.MIN),
                    row.optionalTime("validUntil").map(ErpTime::end).orElse(Instant.MAX));
        }

        boolean isValidAt(Instant now) {
            return !from.isAfter(now) && until.isAfter(now);
        }

        boolean costsAsMuchAs(Dated other) {
            return row.number("amount").compareTo(other.row.number("amount")) == 0;
        }

        ListPrice price() {
            Money money = new Money(row.number("amount"), row.required("currency"));
            return new ListPrice(row.required("list"), money, from.equals(Instant.MIN) ? null : from);
        }
    }

    /** Of several that are valid on one list, in one currency, the one that began last; a table may say one twice. */
    static ValidPrices of(List<Columns> rows, Instant now) {
        List<Dated> dated = rows.stream().map(Dated::of).toList();
        Map<String, Dated> newest = new LinkedHashMap<>();
        for (Dated each : dated) {
            if (each.isValidAt(now)) {
                String list = each.row().required("list") + " in " + each.row().required("currency");
                Dated known = newest.get(list);
                if (known != null && known.from().equals(each.from()) && !known.costsAsMuchAs(each)) {
                    throw each.row().failure("two prices of list " + list + " are valid since the same moment");
                }
                if (known == null || known.from().isBefore(each.from())) {
                    newest.put(list, each);
                }
            }
        }
        List<ListPrice> prices = new ArrayList<>();
        newest.values().forEach(each -> prices.add(each.price()));
        Instant until = dated.stream()
                .flatMap(each -> Stream.of(each.from(), each.until()))
                .filter(date -> date.isAfter(now) && date.isBefore(now.plus(FAR)))
                .min(Instant::compareTo)
                .orElse(null);
        return new ValidPrices(prices, until);
    }
}
