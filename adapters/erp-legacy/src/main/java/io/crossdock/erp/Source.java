package io.crossdock.erp;

import java.util.Set;

/** Where a capability's events come from. */
public sealed interface Source permits RowSource, QuerySource {

    /** The tables whose changes matter, with their schema. */
    Set<String> tables();
}
