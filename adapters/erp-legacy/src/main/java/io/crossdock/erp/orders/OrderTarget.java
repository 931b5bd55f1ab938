package io.crossdock.erp.orders;

import java.util.OptionalInt;

/** Where a mapping file says that orders are to go; one of several forms. */
public sealed interface OrderTarget permits TableTarget, FileTarget, HttpTarget {

    int USUAL_ATTEMPTS = 10;

    /** The number of the first interchange, 1 to 999,999,999; empty where entries need no numbers. */
    default OptionalInt firstNumber() {
        return OptionalInt.empty();
    }

    /** How often an order is tried at which the interface fails while it takes others, before it is a dead letter. */
    default int attempts() {
        return USUAL_ATTEMPTS;
    }
}
