package io.crossdock.erp.orders;

import java.util.List;
import java.util.Optional;

/**
 * {@code interface-table:} two tables that the ERP's batch job reads: a row for an order, and one for each line.
 *
 * @param jdbcUrl of the ERP's database
 * @param user of a role that may insert into and select from these tables and nothing else
 */
public record TableTarget(
        String jdbcUrl,
        String user,
        String password,
        String orderTable,
        List<OrderColumn> orderColumns,
        String lineTable,
        List<OrderColumn> lineColumns,
        Optional<TableAnswer> answer)
        implements OrderTarget {

    /**
     * How the batch job tells that it does not want an order.
     *
     * @param status the column of the order's table that says what became of it
     * @param rejected its values that mean a rejection
     * @param message the column that says why; null where there is none
     */
    public record TableAnswer(String status, List<String> rejected, String message) {

        public TableAnswer {
            rejected = List.copyOf(rejected);
        }
    }

    public TableTarget {
        orderColumns = List.copyOf(orderColumns);
        lineColumns = List.copyOf(lineColumns);
    }

    /** The columns that tell an entry from every other: of the order's id, and of its version and attempt where they are. */
    List<OrderColumn> keys() {
        return orderColumns.stream()
                .filter(column -> column.holds(OrderField.ORDER_ID)
                        || column.holds(OrderField.ORDER_VERSION)
                        || column.holds(OrderField.ORDER_ATTEMPT))
                .toList();
    }

    @Override
    public String toString() {
        return "TableTarget[" + user + "@" + jdbcUrl + ", " + orderTable + ", " + lineTable + "]";
    }
}
