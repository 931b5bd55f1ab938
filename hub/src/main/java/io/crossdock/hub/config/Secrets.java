package io.crossdock.hub.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves references such as {@code {{secret:acme/webhook}}}: from the environment variable {@code
 * CROSSDOCK_SECRET_ACME_WEBHOOK}, else from the file {@code acme/webhook} in the secrets folder, where Kubernetes mounts
 * them. A configuration file itself never holds one.
 */
public final class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{secret:([^}]*)}}");

    private final Map<String, String> environment;
    private final Path folder;

    /** @param folder may be null */
    public Secrets(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** The secret of that name; empty where there is none. */
    public Optional<String> named(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            return Optional.empty();
        }
        String fromEnvironment = environment.get(variable(name));
        if (fromEnvironment != null) {
            return Optional.of(fromEnvironment);
        }
        if (folder == null || !Files.isRegularFile(folder.resolve(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names that a text refers to. */
    public static Set<String> references(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The text with every reference replaced. */
    public String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(named(match.group(1))
                        .orElseThrow(() -> new IllegalStateException("no secret named " + match.group(1)))));
    }

    /** Notes each secret that a value refers to and that is not there. */
    public void check(String key, String value, Problems problems) {
        for (String name : references(value)) {
            if (named(name).isEmpty()) {
                problems.add(
                        key,
                        "secret '" + name + "' is missing",
                        "environment variable " + variable(name)
                                + (folder == null
                                        ? " or a file of that name in $CROSSDOCK_SECRETS"
                                        : " or file " + folder.resolve(name)));
            }
        }
    }

    private static String variable(String name) {
        return "CROSSDOCK_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
