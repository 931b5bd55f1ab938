package io.crossdock.hub.availability;

import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sku;
import java.util.List;

/**
 * What one order wants of one item and what the ERP booked of it, whole, as it is told to the item.
 *
 * @param wanted empty once nothing is wanted any more, or while only the booking is known
 * @param cameAndWent whether the order had pieces of the item that it gave back before anybody told us of them
 */
record Reservation(OrderId order, Sku sku, List<Wanted> wanted, List<Booking> bookings, boolean cameAndWent) {

    Reservation {
        wanted = wanted == null ? List.of() : List.copyOf(wanted);
        bookings = bookings == null ? List.of() : List.copyOf(bookings);
    }

    void write(StateWriter out) {
        out.text(order.value()).text(sku.value()).flag(cameAndWent);
        out.list(wanted, Wanted::write).list(bookings, Booking::write);
    }

    static Reservation read(StateReader in) {
        OrderId order = new OrderId(in.text());
        Sku sku = new Sku(in.text());
        boolean cameAndWent = in.flag();
        return new Reservation(order, sku, in.list(Wanted::read), in.list(Booking::read), cameAndWent);
    }
}
