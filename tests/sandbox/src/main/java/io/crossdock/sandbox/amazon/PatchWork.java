package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Carries out accepted patches, in the order of their acceptance: at once, some time later, or, while held, when told to.
 * What cannot be carried out by then is an issue of the listing, since the submission was answered long ago.
 */
final class PatchWork implements AutoCloseable {

    private final Ledger ledger;
    private final Faults faults;
    private final ScheduledExecutorService later;
    private final Queue<Accepted> accepted = new ArrayDeque<>();
    private final Map<String, ObjectNode> issues = new HashMap<>();
    private Duration takes = Duration.ZERO;
    private boolean isHeld;

    private static final class Accepted {

        private final String sku;
        private final ListingPatch patch;
        private boolean isDue;

        Accepted(String sku, ListingPatch patch) {
            this.sku = sku;
            this.patch = patch;
        }
    }

    /** @param later is shut down with it */
    PatchWork(Ledger ledger, Faults faults, ScheduledExecutorService later) {
        this.ledger = ledger;
        this.faults = faults;
        this.later = later;
    }

    /** From now on nothing is carried out, whenever it was accepted. */
    synchronized void hold() {
        isHeld = true;
    }

    /** What is accepted from now on is carried out so long afterwards. */
    synchronized void takes(Duration span) {
        takes = span;
    }

    /** Carries out all that was accepted, and from now on what is accepted at once. */
    synchronized void release() {
        isHeld = false;
        accepted.forEach(each -> each.isDue = true);
        carryOutDue();
    }

    private synchronized void isDue(Accepted each) {
        each.isDue = true;
        carryOutDue();
    }

    private void carryOutDue() {
        while (!isHeld && !accepted.isEmpty() && accepted.peek().isDue) {
            Accepted next = accepted.remove();
            if (refuses(next.sku)) {
                issues.put(next.sku, refusal(next.patch));
            } else {
                carryOut(next.sku, next.patch);
            }
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    /** @return why the patch is not accepted; empty where it is */
    synchronized ArrayNode accept(String sku, ListingPatch patch) {
        if (isHeld || !takes.isZero() || !accepted.isEmpty()) {
            Accepted next = new Accepted(sku, patch);
            accepted.add(next);
            later.schedule(() -> isDue(next), takes.toMillis(), TimeUnit.MILLISECONDS);
        } else if (refuses(sku)) {
            patch.issues().add(refusal(patch));
        } else {
            carryOut(sku, patch);
        }
        return patch.issues();
    }

    /** What the listing has against patches that were accepted; null where there is nothing. */
    synchronized ObjectNode issue(String sku) {
        return issues.get(sku);
    }

    private boolean refuses(String sku) {
        boolean refuses = faults.rejects(sku);
        if (refuses) {
            ledger.refused(ListingsItems.PATCH, Reason.REJECTED, sku);
        }
        return refuses;
    }

    private static ObjectNode refusal(ListingPatch patch) {
        String attribute = patch.price().isPresent() ? "purchasable_offer" : "fulfillment_availability";
        return ListingPatch.issue("90220", "The listing is not allowed to be changed.", attribute);
    }

    private void carryOut(String sku, ListingPatch patch) {
        issues.remove(sku);
        patch.quantity()
                .ifPresent(pieces -> ledger.quantityWritten(ListingsItems.PATCH, sku, AmazonListings.CHANNEL, pieces));
        patch.price().ifPresent(price -> ledger.priceWritten(ListingsItems.PATCH, sku, price));
    }
}
