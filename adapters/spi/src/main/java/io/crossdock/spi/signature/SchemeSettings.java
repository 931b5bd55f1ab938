package io.crossdock.spi.signature;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a channel sets for its scheme. It is read by asking for it, and every mistake is noted, so that all are told at
 * once: what is missing, what is not allowed, what nobody asked for.
 */
public final class SchemeSettings {

    /** The secrets' names; the former one counts while it is being rotated. */
    private static final String SECRET = "secret";

    private static final String PREVIOUS_SECRET = "previousSecret";

    private final String scheme;
    private final Map<String, String> given;
    private final Function<PublishedKeys, PublicKeys> fetching;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> mistakes = new LinkedHashMap<>();

    /**
     * @param given only what is really set: nothing blank
     * @param fetching how published keys are fetched and kept
     */
    SchemeSettings(String scheme, Map<String, String> given, Function<PublishedKeys, PublicKeys> fetching) {
        this.scheme = scheme;
        this.given = Map.copyOf(given);
        this.fetching = fetching;
    }

    /** Empty, and noted, where it is missing. */
    public String required(String name) {
        asked.add(name);
        if (!given.containsKey(name)) {
            mistakes.put(name, "is missing; scheme '" + scheme + "' needs it");
        }
        return given.getOrDefault(name, "");
    }

    public String text(String name, String otherwise) {
        asked.add(name);
        return given.getOrDefault(name, otherwise);
    }

    /** One of the constants by its name in lower case with dashes. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        asked.add(name);
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        String said = given.getOrDefault(name, spoken(otherwise));
        return Arrays.stream(constants)
                .filter(constant -> spoken(constant).equals(said))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.put(
                            name,
                            "'" + said + "' is not allowed; allowed: "
                                    + Arrays.stream(constants)
                                            .map(SchemeSettings::spoken)
                                            .collect(Collectors.joining(", ")));
                    return otherwise;
                });
    }

    /** Tells that senders prove themselves by a secret that they share with the hub, and that there may be two. */
    public void secrets() {
        required(SECRET);
        asked.add(PREVIOUS_SECRET);
    }

    /** Tells that the hub proves itself by a secret, which is one as long as no sender uses it. */
    public void ownSecret() {
        required(SECRET);
    }

    /** Keys that the system publishes, by their ids. */
    public PublicKeys keys(PublishedKeys published) {
        return fetching.apply(published);
    }

    /** Notes what a scheme finds wrong itself. */
    public void mistake(String name, String what) {
        mistakes.putIfAbsent(name, what);
    }

    /** By the parameter's name; after the scheme was made. */
    Map<String, String> mistakes(SignatureScheme made) {
        Map<String, String> all = new LinkedHashMap<>(mistakes);
        given.keySet().stream()
                .filter(name -> !asked.contains(name))
                .sorted()
                .forEach(name -> all.put(name, "is not used by scheme '" + scheme + "'"));
        for (String name : new String[] {SECRET, PREVIOUS_SECRET}) {
            if (given.containsKey(name) && asked.contains(name)) {
                try {
                    made.requireUsable(given.get(name));
                } catch (IllegalArgumentException e) {
                    all.put(name, e.getMessage());
                }
            }
        }
        return all;
    }

    private static String spoken(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
