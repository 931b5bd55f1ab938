package io.crossdock.hub.webhook;

import java.util.function.LongSupplier;

/**
 * Bytes that the requests of one path may hold at the same time: a few that no other path can take, and beyond them what
 * is free in a pool that all paths share. However many paths are under attack, the others have their own.
 */
final class Share {

    private final LongSupplier guaranteed;
    private final long most;
    private final Budget pool;
    private long own;
    private long pooled;

    /**
     * @param guaranteed how many are the path's own; fewer as more paths are served
     * @param most the path's own and those of the pool together
     */
    Share(LongSupplier guaranteed, long most, Budget pool) {
        this.guaranteed = guaranteed;
        this.most = most;
        this.pool = pool;
    }

    /** Whether so many more are allowed; if so they are counted. */
    synchronized boolean take(long bytes) {
        long ofOwn = Math.max(0, Math.min(bytes, guaranteed.getAsLong() - own));
        if (own + pooled + bytes > most || !pool.take(bytes - ofOwn)) {
            return false;
        }
        own += ofOwn;
        pooled += bytes - ofOwn;
        return true;
    }

    synchronized void giveBack(long bytes) {
        long ofPool = Math.min(bytes, pooled);
        pool.giveBack(ofPool);
        pooled -= ofPool;
        own -= bytes - ofPool;
    }
}
