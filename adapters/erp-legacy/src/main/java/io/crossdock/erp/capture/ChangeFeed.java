package io.crossdock.erp.capture;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an ERP's changes come from. Each is handed over at least once, and is remembered only after it was stored, as the
 * handler told. Started once, stopped once; whatever befalls it meanwhile, it starts anew by itself.
 */
public interface ChangeFeed {

    /** Returns at once; {@link #state()} tells how it goes. */
    void start();

    /** @return whether it has ended; if not, it hangs, and hands nothing more over than what the handler has */
    boolean stop() throws InterruptedException;

    /** What it tells of itself, from its making on. */
    FeedState progress();

    default CaptureState state() {
        return progress().state();
    }

    /** When its source was last heard of; every few seconds while it is up. */
    default Optional<Instant> lastContact() {
        return progress().lastContact();
    }

    /** When the newest change that was handled was committed. */
    default Optional<Instant> lastCommit() {
        return progress().lastCommit();
    }

    /** Before when all that was committed was handled; empty before the first was. */
    default Optional<Instant> handledUpTo() {
        return progress().handledUpTo();
    }

    /**
     * Looks whether the source is still the one that is followed, where whoever follows it is not told; to be asked every few
     * seconds. If it is not, the feed starts anew, and says what is missing.
     *
     * @throws SQLException when the source does not answer
     */
    default void look() throws SQLException {}

    /**
     * What its source keeps until it was handled; empty where nothing is kept, or it is not known.
     *
     * @throws SQLException when the source does not answer
     */
    default Optional<LogBacklog> backlog() throws SQLException {
        return Optional.empty();
    }

    /** Changed rows that the handler took. */
    default long changesHandled() {
        return progress().changesHandled();
    }

    /** How often it had to start anew. */
    default long restarts() {
        return progress().restarts();
    }
}
