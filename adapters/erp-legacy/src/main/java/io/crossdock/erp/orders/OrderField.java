package io.crossdock.erp.orders;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.OrderLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a column of an interface may hold, in our words. */
public enum OrderField {
    ORDER_ID("order.id", entry -> entry.order().id()),
    ORDER_NUMBER("order.number", entry -> entry.order().number()),
    ORDER_CHANNEL("order.channel", entry -> entry.order().channel()),
    ORDER_PLACED_AT("order.placedAt", entry -> entry.order().placedAt()),
    ORDER_CURRENCY("order.currency", entry -> entry.order().currency()),
    ORDER_KIND("order.kind", entry -> entry.kind().word()),
    ORDER_VERSION("order.version", entry -> entry.order().version()),
    ORDER_ATTEMPT("order.attempt", OrderEntry::attempt),
    NAME("shipTo.name", address(Address::name)),
    COMPANY("shipTo.company", address(Address::company)),
    STREET("shipTo.street", address(Address::street)),
    ADDITION("shipTo.addition", address(Address::addition)),
    POSTAL_CODE("shipTo.postalCode", address(Address::postalCode)),
    CITY("shipTo.city", address(Address::city)),
    REGION("shipTo.region", address(Address::region)),
    COUNTRY("shipTo.country", address(Address::country)),
    PHONE("shipTo.phone", address(Address::phone)),
    EMAIL("shipTo.email", address(Address::email)),
    LINE_POSITION("line.position", (line, position) -> position),
    LINE_ID("line.id", line(OrderLine::line)),
    LINE_SKU("line.sku", line(OrderLine::sku)),
    LINE_QUANTITY("line.quantity", line(line -> plain(line.quantity()))),
    LINE_LOCATION("line.location", line(OrderLine::location)),
    LINE_PRICE("line.price", money(money -> plain(money.amount()))),
    LINE_CURRENCY("line.currency", money(Money::currency));

    private final String label;
    private final boolean isOfLine;
    private final LineReading reading;

    /** Reads it of one line; the position counts from 1. */
    private interface LineReading {
        Object of(OrderEntry entry, OrderLine line, int position);
    }

    OrderField(String label, Function<OrderEntry, Object> reading) {
        this.label = label;
        this.isOfLine = false;
        this.reading = (entry, line, position) -> reading.apply(entry);
    }

    OrderField(String label, BiFunction<OrderLine, Integer, Object> reading) {
        this.label = label;
        this.isOfLine = true;
        this.reading = (entry, line, position) -> reading.apply(line, position);
    }

    private static Function<OrderEntry, Object> address(Function<Address, Object> reading) {
        return entry -> entry.order().shipTo() == null
                ? null
                : reading.apply(entry.order().shipTo());
    }

    private static BiFunction<OrderLine, Integer, Object> line(Function<OrderLine, Object> reading) {
        return (line, position) -> reading.apply(line);
    }

    private static BiFunction<OrderLine, Integer, Object> money(Function<Money, Object> reading) {
        return (line, position) -> line.unitPrice() == null ? null : reading.apply(line.unitPrice());
    }

    /** The same text for equal numbers. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** As a mapping file names it, such as {@code order.id}. */
    public String label() {
        return label;
    }

    /** Whether each line has its own. */
    public boolean isOfLine() {
        return isOfLine;
    }

    /** Whether a new version of an order, or a new attempt, has another one though nothing else is different. */
    boolean countsEntries() {
        return List.of(ORDER_KIND, ORDER_VERSION, ORDER_ATTEMPT).contains(this);
    }

    /** An {@link Instant}, or a value whose text is the field's; null where the order does not tell. */
    Object of(OrderEntry entry, OrderLine line, int position) {
        return reading.of(entry, line, position);
    }

    public static Optional<OrderField> named(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }
}
