package io.crossdock.erp.capture;

import io.crossdock.erp.capture.ChangeHandler.Storing;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands batches over in their order, each while the one before is being stored (docs/adr/0025). What fails is handed over
 * anew until it is stored, and then what had followed it. One thread at a time.
 */
final class Handover {

    /** What came at once. */
    interface Batch {

        /** Sends it on its way; again, if it came to nothing. */
        Storing send() throws Exception;

        /**
         * It is stored, and all before it is done.
         *
         * @param isFollowed whether another one is on its way already, which will be done as well
         */
        void done(boolean isFollowed) throws InterruptedException;
    }

    /** What a failure is told. */
    @FunctionalInterface
    interface Retry {

        /**
         * Returns when it is time for the next try.
         *
         * @throws InterruptedException when there is to be none
         */
        void after(Exception failure) throws InterruptedException;
    }

    /** What is done at the end. */
    @FunctionalInterface
    interface Ending {
        void run() throws InterruptedException;
    }

    private final Retry retry;
    private Batch last;
    private Storing storing;
    private Exception failure;

    Handover(Retry retry) {
        this.retry = retry;
    }

    /** Returns with this batch on its way and all others done. */
    void take(Batch next) throws InterruptedException {
        Storing sent = Storing.DONE;
        Exception refused = null;
        try {
            sent = next.send();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            refused = e;
        }
        boolean isLastStored = settle(refused == null);
        finish();
        if (refused != null) {
            retry.after(refused);
        }
        if (refused != null || !isLastStored) {
            storeNow(next);
        } else {
            last = next;
            storing = sent;
        }
    }

    /** Returns with all batches done. */
    void finish() throws InterruptedException {
        if (!settle()) {
            retry.after(failure);
            Batch failed = last;
            last = null;
            storeNow(failed);
        }
    }

    /**
     * Waits for what is on its way, but does not try anything again.
     *
     * @return whether all batches are done; otherwise the next call goes on with the one that failed
     */
    boolean settle() throws InterruptedException {
        return settle(false);
    }

    private boolean settle(boolean isFollowed) throws InterruptedException {
        if (last != null && isStored()) {
            Batch stored = last;
            last = null;
            stored.done(isFollowed);
        }
        return last == null;
    }

    /**
     * Likewise, though not for ever: what is on its way for longer comes again. Nothing else may be handed over after it.
     *
     * @param ending comes after it and has what is left of the time
     */
    void settleWithin(Duration allowed, Ending ending) throws InterruptedException {
        FutureTask<Boolean> settling = new FutureTask<>(() -> {
            boolean isSettled = settle();
            ending.run();
            return isSettled;
        });
        Thread waiting = new Thread(settling, Thread.currentThread().getName() + "-settling");
        waiting.setDaemon(true);
        waiting.start();
        try {
            settling.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            settling.cancel(true);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is on its way, and leaves it to whoever begins anew where the last batch was done. */
    void abandon() throws InterruptedException {
        if (last != null) {
            isStored();
            last = null;
        }
    }

    private boolean isStored() throws InterruptedException {
        try {
            storing.await();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failure = e;
            return false;
        }
    }

    private void storeNow(Batch batch) throws InterruptedException {
        while (true) {
            try {
                batch.send().await();
                break;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                retry.after(e);
            }
        }
        batch.done(false);
    }
}
