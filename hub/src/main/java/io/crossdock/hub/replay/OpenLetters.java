package io.crossdock.hub.replay;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.letters.DeadLetter;
import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.hub.letters.LetterState;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A channel's open dead letters of untranslatable records, by the place of their records in the journal. */
final class OpenLetters {

    /** Written by what completes thin records, which no translation mends. */
    private static final String NO_TRANSLATION = "0";

    private final Map<String, Found> byPosition = new HashMap<>();

    static OpenLetters of(Letters letters, ChannelId channel, Instant since) {
        OpenLetters open = new OpenLetters();
        letters.each(new LetterFilter(Set.of(), channel.value(), Set.of(), since, null), open::add);
        return open;
    }

    private void add(Found found) {
        DeadLetter letter = found.letter();
        if (found.state() == LetterState.OPEN
                && letter.origin() == DeadLetter.Origin.RECORD
                && !letter.attribute("translationrevision").equals(NO_TRANSLATION)) {
            byPosition.put(letter.attribute("journalposition"), new Found(letter.head(), found.state(), found.end()));
        }
    }

    boolean has(String position) {
        return byPosition.containsKey(position);
    }

    /** The letter of a record that could be translated; it is open no longer. */
    Optional<Found> take(String position) {
        return Optional.ofNullable(byPosition.remove(position));
    }
}
