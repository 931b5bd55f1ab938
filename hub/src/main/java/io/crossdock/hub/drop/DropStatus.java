package io.crossdock.hub.drop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why files are left lying, in words and without a name or an address; logged when it changes. */
final class DropStatus {

    private static final Logger LOG = LoggerFactory.getLogger(DropStatus.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final String channel;
    private final Clock clock;
    private volatile String listing;
    private volatile String journal;
    private volatile String handling;
    private volatile int refused;
    private volatile int rejected;
    private Duration rest = FIRST_REST;
    private volatile Instant restsUntil = Instant.MIN;

    DropStatus(String channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    Optional<String> trouble() {
        if (listing != null || journal != null || handling != null) {
            return Optional.of(listing != null ? listing : journal != null ? journal : handling);
        }
        if (rejected > 0) {
            return Optional.of(rejected + " in the folder of failed files, each with its reason");
        }
        if (refused > 0) {
            return Optional.of(
                    refused + " not taken: a link, or a name with a separator, a wildcard or a control sign");
        }
        return Optional.empty();
    }

    /** After the journal did not take a record, all files wait a while: 2 seconds, doubled up to a minute. */
    boolean rests() {
        return clock.instant().isBefore(restsUntil);
    }

    void journalIsAway() {
        restsUntil = clock.instant().plus(rest);
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
        journal = told(journal, "the journal does not take its records; the file stays and is read again");
    }

    void journalTook() {
        rest = FIRST_REST;
        journal = null;
    }

    void handlingFailed(String what) {
        handling = told(handling, what);
    }

    void handlingWorked() {
        handling = null;
    }

    /** No file waits, so none is in trouble. */
    void nothingLeft() {
        journalTook();
        handlingWorked();
    }

    void listingFailed(String what) {
        listing = told(listing, what);
    }

    void listed(int refusedFiles, int rejectedFiles) {
        listing = null;
        refused = refusedFiles;
        rejected = rejectedFiles;
    }

    private String told(String before, String now) {
        if (!Objects.equals(before, now)) {
            LOG.warn("drop of {}: {}", channel, now);
        }
        return now;
    }
}
