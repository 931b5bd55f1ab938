package io.crossdock.hub.listings;

import java.util.Locale;

/** Why a channel shows something else than is wanted. */
public enum DriftCause {
    /** Somebody changed it there: it shows neither what was confirmed nor what was shown before that. */
    EDITED(true),

    /** An update was lost: confirmed, but what it shows is what it showed before. */
    LOST(true),

    /** Wanted and not confirmed yet: the sync is behind, or the channel refuses it. */
    UNSENT(false),

    /** Confirmed once, and there is no listing of it any more. */
    GONE(false),

    /** Wanted, never confirmed, and there is no listing of it. */
    UNLISTED(false),

    /** A listing of an item that we do not know. */
    UNKNOWN(false),

    /** Several listings carry the SKU, so that nobody can tell which is meant. */
    DUPLICATE(false);

    private final boolean isRepaired;

    DriftCause(boolean isRepaired) {
        this.isRepaired = isRepaired;
    }

    /** Whether offering the item anew puts it right. */
    public boolean isRepaired() {
        return isRepaired;
    }

    /** In reports and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
