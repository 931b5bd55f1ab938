package io.crossdock.hub.normalize;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What became of one record of the journal: events, none of them where it holds no news, or a failure.
 *
 * @param revision of the translation that did it
 */
public record Translated(
        Journaled journaled, Channel channel, int revision, List<CanonicalEvent> events, Optional<Failure> failure) {

    static Translated to(Journaled journaled, Channel channel, int revision, List<CanonicalEvent> events) {
        return new Translated(journaled, channel, revision, List.copyOf(events), Optional.empty());
    }

    static Translated failed(Journaled journaled, Channel channel, int revision, Failure failure) {
        return new Translated(journaled, channel, revision, List.of(), Optional.of(failure));
    }

    /** The same record, none of whose events may go on. */
    Translated failed(Failure failure) {
        return failed(journaled, channel, revision, failure);
    }
}
