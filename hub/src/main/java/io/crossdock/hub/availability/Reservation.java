package io.crossdock.hub.availability;

import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sku;
import java.util.List;

/**
 * What one order wants of one item and what the ERP booked of it, whole: the internal record between the two steps.
 *
 * @param wanted empty once nothing is wanted any more, or while only the booking is known
 * @param cameAndWent whether the order had pieces of the item that it gave back before anybody told us of them
 */
record Reservation(OrderId order, Sku sku, List<Wanted> wanted, List<Booking> bookings, boolean cameAndWent) {

    /** A changed shape is a new version beside this one, as both are on the way while a release is rolled out. */
    static final String CONTENT_TYPE = "application/vnd.crossdock.reservation.v1+json";

    Reservation {
        wanted = wanted == null ? List.of() : List.copyOf(wanted);
        bookings = bookings == null ? List.of() : List.copyOf(bookings);
    }
}
