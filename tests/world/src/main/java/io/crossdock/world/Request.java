package io.crossdock.world;

import io.crossdock.hub.sync.SteppedSync;
import io.crossdock.spi.OfferResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A batch on its way to a shop, and what becomes of it. */
final class Request {

    final SteppedSync.Batch batch;
    final List<OfferResult> results = new ArrayList<>();

    /** Which of the channel's processes sent it. */
    final int process;

    /** When it was sent, in milliseconds. */
    final long begun;

    /** Items of which a receipt tells what it carried. */
    final Set<ItemBooks> receipted = new HashSet<>();

    /** Items of which the last receipt tells the same version: nothing of it is news. */
    final Set<ItemBooks> onlyHeldBack = new HashSet<>();

    Request(SteppedSync.Batch batch, int process, long begun) {
        this.batch = batch;
        this.process = process;
        this.begun = begun;
    }
}
