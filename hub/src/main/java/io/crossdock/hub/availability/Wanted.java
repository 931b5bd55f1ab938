package io.crossdock.hub.availability;

import java.math.BigDecimal;

/**
 * Pieces of one item that one order line still wants.
 *
 * @param line the line's key within its order
 * @param pool one location, or several that they may be taken from (see {@link Pool})
 */
record Wanted(String line, BigDecimal quantity, String pool) {

    Wanted {
        pool = pool == null ? Pool.ANYWHERE : pool; // Empty texts are left out of the stored form.
    }

    void write(StateWriter out) {
        out.text(line).pieces(quantity).text(pool);
    }

    static Wanted read(StateReader in) {
        return new Wanted(in.text(), in.pieces(), in.text());
    }
}
