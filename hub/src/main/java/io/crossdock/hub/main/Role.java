package io.crossdock.hub.main;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process does; all of it by default, or parts, so that each may run and scale on its own. */
public enum Role {
    /** Takes records in and journals them. */
    INGEST,
    /** Completes thin notifications and translates the journal. */
    NORMALIZE,
    /** Computes what is available. */
    AVAILABILITY,
    /** Puts offers on channels. */
    SYNC,
    /** Watches the ERP. */
    ERP;

    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
