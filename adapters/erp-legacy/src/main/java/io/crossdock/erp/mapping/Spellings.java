package io.crossdock.erp.mapping;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that a query answered and was not asked for; some are keys that it was asked for in another spelling. */
final class Spellings {

    private final Map<String, String> unasked = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Spellings(Collection<String> asked, Collection<String> answered) {
        for (String key : answered) {
            if (!asked.contains(key)) {
                unasked.put(letters(key), key);
            }
        }
        if (!unasked.isEmpty()) {
            asked.forEach(key -> this.asked.add(letters(key)));
        }
    }

    /** How an answer spells a key that was asked for otherwise. */
    Optional<String> other(String key) {
        return unasked.isEmpty() ? Optional.empty() : Optional.ofNullable(unasked.get(letters(key)));
    }

    /** Whether an answer is to no question, however it is spelled. */
    boolean isOfNoKey(String answered) {
        return unasked.containsValue(answered) && !asked.contains(letters(answered));
    }

    /** Roughly as collations compare that ignore case and accents, as MariaDB's do by default. */
    private static String letters(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
