package io.crossdock.spi.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The schemes by the names that a Kamelet or a channel file uses: those of any sender, then the systems' own. */
public final class SignatureSchemes {

    private static final Map<String, NamedScheme> BY_NAME = byName();

    private SignatureSchemes() {}

    /** All names, for messages that say what is allowed. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * @param name one of {@link #names()}
     * @param given the settings that are set, by name; nothing blank
     * @param fetching how published keys are fetched and kept
     * @throws IllegalArgumentException where {@link #mistakes} would tell any
     */
    public static SignatureScheme named(
            String name, Map<String, String> given, Function<PublishedKeys, PublicKeys> fetching) {
        Map<String, String> mistakes = mistakes(name, given);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(mistakes.entrySet().stream()
                    .map(mistake -> mistake.getKey() + ": " + mistake.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return known(name).scheme(new SchemeSettings(name, given, fetching));
    }

    /**
     * What is wrong with settings, by name; asks nobody and never tells a secret.
     *
     * @throws IllegalArgumentException where there is no scheme of that name
     */
    public static Map<String, String> mistakes(String name, Map<String, String> given) {
        SchemeSettings settings = new SchemeSettings(name, given, published -> PublicKeys.NONE);
        return settings.mistakes(known(name).scheme(settings));
    }

    private static NamedScheme known(String name) {
        NamedScheme named = name == null ? null : BY_NAME.get(name);
        if (named == null) {
            throw new IllegalArgumentException(
                    "unknown signature scheme '" + name + "'; allowed: " + String.join(", ", BY_NAME.keySet()));
        }
        return named;
    }

    private static Map<String, NamedScheme> byName() {
        Map<String, NamedScheme> systems = new TreeMap<>();
        ServiceLoader.load(NamedScheme.class, NamedScheme.class.getClassLoader())
                .forEach(system -> systems.put(system.name(), system));
        Map<String, NamedScheme> all = new LinkedHashMap<>();
        GenericScheme.ALL.forEach(generic -> all.put(generic.name(), generic));
        all.putAll(systems);
        return all;
    }
}
