package io.crossdock.hub.sync;

/**
 * One of the two things that a channel shows of an item, its quantity or its price: what is wanted, what was confirmed.
 * Versions never fall in either.
 */
final class Part<T, V extends Comparable<V>> {

    private Wanted<T, V> wanted;
    private Confirmed<T, V> confirmed;
    private V touched;
    private V refused;
    private boolean doubtful;

    /** Takes a newer wish; an older one is ignored. */
    void want(Wanted<T, V> next) {
        if (wanted == null) {
            wanted = next;
            return;
        }
        int order = next.version().compareTo(wanted.version());
        if (order < 0) {
            return;
        }
        boolean sameNeed = needsWrite() && next.value().equals(wanted.value());
        wanted = sameNeed ? wanted.at(next.version()) : next;
    }

    /** At that version the channel changed what it shows by itself: what was confirmed before it holds no longer. */
    void touch(V version) {
        if (touched == null || touched.compareTo(version) < 0) {
            touched = version;
        }
    }

    /** There is nothing to show any more, and nothing to take back: the item's record or price is gone. */
    void wantNothing() {
        wanted = null;
    }

    /** Takes a later receipt, and with it certainty about what the channel shows. */
    void confirm(Confirmed<T, V> receipt) {
        if (receipt.supersedes(confirmed)) {
            confirmed = receipt;
            doubtful = false;
        }
    }

    /** The receipt was withdrawn, so that the item is offered again. */
    void forgetConfirmed() {
        confirmed = null;
    }

    /** A write was not answered: it may have been done or not, so the next one is sent whatever was confirmed before. */
    void doubt() {
        doubtful = true;
    }

    /** The channel will not take this version; the next one may be tried. */
    void refuse(V version) {
        refused = version;
    }

    boolean isRefused() {
        return wanted != null && refused != null && refused.compareTo(wanted.version()) >= 0;
    }

    boolean needsWrite() {
        if (wanted == null || isRefused()) {
            return false;
        }
        if (confirmed == null) {
            return true;
        }
        boolean fenced = wanted.version().compareTo(confirmed.version()) < 0;
        return !fenced && (isUnsure() || !wanted.value().equals(confirmed.value()));
    }

    Wanted<T, V> wanted() {
        return wanted;
    }

    Confirmed<T, V> confirmed() {
        return confirmed;
    }

    /** What the channel shows now; null where nobody can know. */
    T shown() {
        return confirmed == null || isUnsure() ? null : confirmed.value();
    }

    private boolean isUnsure() {
        return doubtful || (touched != null && confirmed.version().compareTo(touched) < 0);
    }

    boolean isEmpty() {
        return wanted == null && confirmed == null;
    }
}
