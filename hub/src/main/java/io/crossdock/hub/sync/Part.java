package io.crossdock.hub.sync;

import io.crossdock.hub.policy.HeldBack;
import java.time.Instant;
import java.util.function.BiPredicate;

/**
 * One of the two things that a channel shows of an item, its quantity or its price: what is wanted, what was confirmed.
 * Versions never fall in either.
 */
final class Part<T, V extends Comparable<V>> {

    private final BiPredicate<T, T> tooFar;
    private Wanted<T, V> wanted;

    /** As of when there is nothing to show; null while something is wanted, or nothing was yet. */
    private V nothingAs;

    private boolean beyond;
    private Confirmed<T, V> released;
    private Confirmed<T, V> confirmed;
    private Wanted<T, V> accepted;
    private V touched;
    private V refused;
    private boolean doubtful;

    /** Something newer than the accepted was sent, and may have arrived or not. */
    private boolean doubtfulSinceAccepted;

    private boolean stale;

    /** When the oldest change was committed that the channel has to be told and no request carries; null where unknown. */
    private Commit untold;

    /** The same of those that a request carries, or carried in vain. */
    private Commit carried;

    /** The same of those only that were sent since the channel accepted something. */
    private Commit overtaking;

    /** @param tooFar whether a step from a confirmed value to another is too far to be made unseen */
    Part(BiPredicate<T, T> tooFar) {
        this.tooFar = tooFar;
    }

    /**
     * Takes a newer wish; an older one is ignored.
     *
     * @param isBeyond whether it is beyond what the channel may show, so that it is held
     */
    void want(Wanted<T, V> next, boolean isBeyond) {
        if (nothingAs != null && next.version().compareTo(nothingAs) < 0) {
            return;
        }
        nothingAs = null;
        int order = wanted == null ? 1 : next.version().compareTo(wanted.version());
        if (order < 0) {
            return;
        }
        if (wanted == null || !needsWrite() || isRepair()) {
            untold = next.commit();
            carried = accepted == null ? null : accepted.commit();
        } else {
            untold = Commit.earliest(untold, next.commit());
        }
        beyond = isBeyond;
        if (wanted == null) {
            wanted = next;
            return;
        }
        if (order == 0 && !next.value().equals(wanted.value())) {
            refused = null; // What the channel would not take is not wanted any more.
        }
        boolean sameNeed = needsWrite() && next.value().equals(wanted.value());
        wanted = sameNeed ? wanted.at(next) : next;
    }

    /** At that version the channel changed what it shows by itself: what was confirmed before it holds no longer. */
    void touch(V version) {
        if (touched == null || touched.compareTo(version) < 0) {
            touched = version;
        }
    }

    /** There is nothing to show any more, and nothing to take back: the item's record is gone. */
    void wantNothing() {
        wanted = null;
    }

    /** As of a version there is nothing to show any more, and nothing to take back; what is older is ignored. */
    void wantNothing(V version) {
        boolean isOld = wanted != null && version.compareTo(wanted.version()) < 0
                || nothingAs != null && version.compareTo(nothingAs) < 0;
        if (!isOld) {
            wanted = null;
            nothingAs = version;
        }
    }

    /** The channel accepted that, and works on it. */
    void accept(Wanted<T, V> sent) {
        accepted = sent;
        doubtfulSinceAccepted = false;
        overtaking = null;
        carried = Commit.earliest(carried, sent.commit());
    }

    /** What was accepted before has its result, or nobody knows of it any more. */
    void endAccepted() {
        accepted = null;
        doubtfulSinceAccepted = false;
        overtaking = null;
    }

    /** What the channel works on; null where there is nothing. */
    Wanted<T, V> accepted() {
        return accepted;
    }

    /** Takes a later receipt, and with it certainty about what the channel shows; or the doubt of one that is known. */
    void confirm(Confirmed<T, V> receipt) {
        if (receipt.isDoubtOf(confirmed)) {
            doubted(confirmed.doubted(receipt.doubtedAt()));
        } else if (receipt.supersedes(confirmed)) {
            if (carried == null && wanted != null) {
                // Read back, as after a restart: what came before it was told by it.
                untold = wanted.commit();
            }
            carried = overtaking;
            confirmed = receipt;
            // What was accepted is older than what was sent since.
            doubtful = doubtfulSinceAccepted;
            stale = false;
            if (receipt.doubtedAt() != null) {
                doubted(receipt);
            }
        }
    }

    /** Somebody lets a value go as of a version, however far it is from the confirmed one. */
    void release(Confirmed<T, V> value) {
        if (value.supersedes(released)) {
            released = value;
        }
    }

    /** Whether a write would be due, but is not to be made unseen. */
    boolean isHeld() {
        return isDue() && holds();
    }

    boolean isBeyond() {
        return beyond;
    }

    private boolean holds() {
        boolean isTooFar = confirmed != null && tooFar.test(confirmed.value(), wanted.value());
        return beyond || (isTooFar && !isReleased());
    }

    private boolean isReleased() {
        return released != null
                && released.value().equals(wanted.value())
                && released.version().compareTo(wanted.version()) >= 0;
    }

    /** What the channel refused before may be tried again: its listing was read. */
    private void doubted(Confirmed<T, V> receipt) {
        confirmed = receipt;
        doubtful = true;
        refused = null;
    }

    /** What was confirmed before that time is due once more, and what the channel refused may be tried again if so wished. */
    void resync(Instant before, boolean alsoRefused) {
        stale |= confirmed != null && confirmed.confirmedAt().isBefore(before);
        refused = alsoRefused ? null : refused;
    }

    /** Whether it is due only since everything is told again: the channel shows the right value, as far as is known. */
    boolean isResynced() {
        return stale && needsWrite() && !isUnsure() && wanted.value().equals(confirmed.value());
    }

    /** The receipt was withdrawn, so that the item is offered again. */
    void forgetConfirmed() {
        confirmed = null;
        stale = false;
    }

    /** A write was not answered: it may have been done or not, so the next one is sent whatever was confirmed before. */
    void doubt() {
        doubtful = true;
        doubtfulSinceAccepted = accepted != null;
    }

    /** @param sent null where nothing was */
    boolean isPast(Wanted<T, V> sent) {
        boolean isConfirmedPast =
                confirmed != null && sent != null && confirmed.version().compareTo(sent.version()) > 0;
        boolean isAcceptedPast =
                accepted != null && sent != null && accepted.version().compareTo(sent.version()) > 0;
        return isConfirmedPast || isAcceptedPast;
    }

    /** Whether something newer is wanted than what was confirmed, or was accepted since. */
    boolean wentOn() {
        V told = accepted != null ? accepted.version() : confirmed != null ? confirmed.version() : null;
        return wanted != null && told != null && wanted.version().compareTo(told) > 0;
    }

    /** Something between what was told and the wanted may have been sent. */
    void suspect() {
        if (wentOn()) {
            doubt();
        }
    }

    /**
     * Whether the channel may show something that was wanted between what was told and the wanted. What it refused is not
     * counted: whoever does not know of the refusal sends it once more.
     */
    boolean isDoubtful() {
        boolean isInDoubt = accepted == null ? doubtful : doubtfulSinceAccepted;
        return isInDoubt && wentOn() && !isRefused();
    }

    /** Whether sending what is wanted makes it {@link #isDoubtful} until it is answered. */
    boolean tellsChange() {
        return needsWrite() && wentOn() && differs();
    }

    /** The channel will not take this version; the next one may be tried. A newer one may have been refused before. */
    void refuse(V version) {
        if (refused == null || refused.compareTo(version) < 0) {
            refused = version;
        }
    }

    boolean isRefused() {
        return wanted != null && refused != null && refused.compareTo(wanted.version()) >= 0;
    }

    boolean needsWrite() {
        return isDue() && !holds();
    }

    private boolean isDue() {
        if (wanted == null || isRefused()) {
            return false;
        }
        if (accepted != null) {
            return isNewsAfterAccepted();
        }
        if (confirmed == null) {
            return true;
        }
        boolean fenced = wanted.version().compareTo(confirmed.version()) < 0;
        return !fenced && (stale || isUnsure() || differs());
    }

    private boolean isNewsAfterAccepted() {
        boolean fenced = wanted.version().compareTo(accepted.version()) < 0;
        boolean isTouchedSince = touched != null && accepted.version().compareTo(touched) < 0;
        return !fenced && (isTouchedSince || doubtfulSinceAccepted || differs());
    }

    /**
     * Whether something else is wanted than what was confirmed, or was accepted since. Who looks from outside works out
     * what is wanted by the receipt, so that it has to say what is held back now.
     */
    private boolean differs() {
        return accepted == null
                ? differs(confirmed.value(), confirmed.held())
                : differs(accepted.value(), accepted.held());
    }

    private boolean differs(T value, HeldBack held) {
        return !wanted.value().equals(value) || wanted.held().pieces() != held.pieces();
    }

    Wanted<T, V> wanted() {
        return wanted;
    }

    /**
     * Whether a request that is sent now carries it: where a newer offer overtakes an accepted one, all that has no result
     * yet is told once more, so that the newer one's result is the item's.
     */
    boolean isToTell() {
        return needsWrite() || accepted != null;
    }

    /** What is to be sent now: a request carries it. */
    Wanted<T, V> take() {
        if (!needsWrite()) {
            return accepted;
        }
        Wanted<T, V> taken = due();
        if (accepted != null) {
            overtaking = Commit.earliest(overtaking, untold);
        }
        carried = taken.commit();
        untold = null;
        return taken;
    }

    /**
     * What is to be sent, as of the oldest change that the channel has not confirmed: an item that changes all the time on
     * a channel that does not answer must not look fast. Its lag is nobody's where it was confirmed once and only has to
     * be put right.
     */
    Wanted<T, V> due() {
        return wanted.committed(isRepair() ? null : Commit.earliest(carried, untold));
    }

    /** Since when the channel shows something else than what is to be sent; null where it shows nothing, or nobody knows. */
    Instant wrongSince() {
        return confirmed == null || !needsWrite() ? null : due().committedAt();
    }

    /** Whether the channel confirmed the very value once. */
    private boolean isRepair() {
        return confirmed != null
                && (stale || confirmed.doubtedAt() != null)
                && wanted.value().equals(confirmed.value());
    }

    Confirmed<T, V> confirmed() {
        return confirmed;
    }

    /** What the channel shows now; null where nobody can know. */
    T shown() {
        return confirmed == null || isUnsure() ? null : confirmed.value();
    }

    /** Whether what was confirmed need not hold any more, or is being put right. */
    boolean isUnsure() {
        return accepted != null
                || doubtful
                || (touched != null && confirmed.version().compareTo(touched) < 0);
    }

    boolean isEmpty() {
        return wanted == null && confirmed == null && released == null && accepted == null && nothingAs == null;
    }
}
