package io.crossdock.hub.availability;

import java.time.Duration;

/**
 * What waits for the ERP for too long.
 *
 * @param sales tills' sales that no level includes
 * @param reservations orders that hold stock, of which nothing more was told
 */
record Overdue(OverdueDocuments sales, OverdueDocuments reservations) {

    /** After it somebody should look whether the ERP books what tills sell. */
    static final Duration SALES_AFTER = Duration.ofDays(1);

    static Overdue of(AvailabilitySettings settings) {
        return new Overdue(
                new OverdueDocuments(
                        "sales of tills are in no level of the ERP after " + SALES_AFTER.toHours() + " h",
                        "a till's sale was never in a level of the ERP and counts no more"),
                new OverdueDocuments(
                        "orders hold stock that no level of the ERP excludes, and nothing more was told of them for "
                                + settings.reservations().alarmAfter().toHours() + " h",
                        "an order that the ERP never booked has expired and holds no stock any more"));
    }

    /** The partition is somebody else's now. */
    void leave(int partition) {
        sales.leave(partition);
        reservations.leave(partition);
    }
}
