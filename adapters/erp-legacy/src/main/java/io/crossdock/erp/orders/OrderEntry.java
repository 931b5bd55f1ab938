package io.crossdock.erp.orders;

import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderLine;
import java.util.List;
import java.util.Locale;

/**
 * One order in one version, to be entered into the ERP. The same entry may be given again: an interface must see to it that
 * the ERP has it once.
 *
 * @param attempt 1, and one more for each time that it was entered before, since it was rejected or changed
 * @param interchange the number of the file that it becomes, 1 to 999,999,999, the same when the same entry is given again;
 *     0 where the interface numbers nothing
 */
public record OrderEntry(Order order, Kind kind, int attempt, int interchange) {

    /** One that has no number. */
    public OrderEntry(Order order, Kind kind, int attempt) {
        this(order, kind, attempt, 0);
    }

    /** The same as the interchange of that number. */
    public OrderEntry numbered(int number) {
        return new OrderEntry(order, kind, attempt, number);
    }

    /** What happened to the order. */
    public enum Kind {
        PLACED,
        CHANGED,
        CANCELLED;

        /** As an interface may be told, before its own codes. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The lines of which pieces are still wanted; none of a cancelled order. */
    public List<OrderLine> wantedLines() {
        return kind == Kind.CANCELLED
                ? List.of()
                : order.lines().stream()
                        .filter(line -> line.quantity().signum() > 0)
                        .toList();
    }

    /** Names this entry among all, the same for the same. */
    public String key() {
        return order.id() + "@" + order.version() + (attempt == 1 ? "" : "#" + attempt);
    }

    /** Names it without showing whose it is. */
    @Override
    public String toString() {
        return "OrderEntry[" + kind.word() + " " + key() + "]";
    }
}
