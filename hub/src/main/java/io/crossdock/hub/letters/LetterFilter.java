package io.crossdock.hub.letters;

import io.crossdock.spi.Failure;
import java.time.Instant;
import java.util.Set;

/**
 * Which dead letters are meant: those that fit in every respect.
 *
 * @param ids empty for all
 * @param channel a channel, or {@code erp-} and an ERP's name; null for all
 * @param kinds empty for all
 * @param since not older; null for the oldest
 * @param until older than this; null for the newest
 */
public record LetterFilter(Set<String> ids, String channel, Set<Failure.Kind> kinds, Instant since, Instant until) {

    public LetterFilter {
        ids = Set.copyOf(ids);
        kinds = Set.copyOf(kinds);
    }

    public static LetterFilter ofIds(Set<String> ids) {
        return new LetterFilter(ids, null, Set.of(), null, null);
    }

    /** Whether it leaves nobody out. */
    public boolean isEmpty() {
        return ids.isEmpty() && channel == null && kinds.isEmpty() && since == null && until == null;
    }

    boolean admits(DeadLetter letter) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (channel == null || channel.equals(letter.channel()))
                && (kinds.isEmpty()
                        || kinds.stream().anyMatch(kind -> kind.name().equals(letter.attribute("failurekind"))))
                && (since == null || !letter.time().isBefore(since))
                && (until == null || letter.time().isBefore(until));
    }
}
