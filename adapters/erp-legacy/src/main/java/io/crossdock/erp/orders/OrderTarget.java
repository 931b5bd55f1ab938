package io.crossdock.erp.orders;

import java.util.OptionalInt;

/** Where a mapping file says that orders are to go; one of several forms. */
public sealed interface OrderTarget permits TableTarget, FileTarget, HttpTarget {

    /** The number of the first interchange, 1 to 999,999,999; empty where entries need no numbers. */
    default OptionalInt firstNumber() {
        return OptionalInt.empty();
    }
}
