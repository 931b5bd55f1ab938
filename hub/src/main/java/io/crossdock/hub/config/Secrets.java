package io.crossdock.hub.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves references in configuration files. {@code {{secret:acme/webhook}}} comes from the environment variable {@code
 * CROSSDOCK_SECRET_ACME_WEBHOOK}, else from the file {@code acme/webhook} in the secrets folder, where Kubernetes mounts
 * them; {@code {{env:NAME}}} is the environment variable of that name, for what differs between places and is no secret.
 */
public final class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(secret|env):([^}]*)}}");

    private final Map<String, String> environment;
    private final Path folder;

    /** @param folder may be null */
    public Secrets(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** The secret of that name; empty where there is none. */
    public Optional<String> named(String name) {
        if (!isName(name)) {
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

    /** Whether a text holds a secret, by reference. */
    public static boolean isSecret(String text) {
        return text.contains("{{secret:");
    }

    /**
     * The text with every reference replaced.
     *
     * @throws IllegalStateException naming a reference that leads nowhere; {@link #check} finds those before
     */
    public String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(value(reference)
                        .orElseThrow(() -> new IllegalStateException("nothing for " + reference.group()))));
    }

    /**
     * Notes each reference of a value that leads nowhere.
     *
     * @return whether all of them lead somewhere
     */
    public boolean check(String key, String value, Problems problems) {
        List<MatchResult> lost = REFERENCE
                .matcher(value)
                .results()
                .filter(reference -> value(reference).isEmpty())
                .toList();
        for (MatchResult reference : lost) {
            String name = reference.group(2);
            if (reference.group(1).equals("env")) {
                problems.add(key, "environment variable " + name + " is not set", "");
            } else if (isName(name)) {
                problems.add(key, "secret '" + name + "' is missing", places(name));
            } else {
                problems.add(key, "'" + name + "' is no name of a secret", "such as shop-eu/webhook");
            }
        }
        boolean isMistyped = REFERENCE.matcher(value).replaceAll("").contains("{{");
        if (isMistyped) {
            problems.add(key, "holds a reference of no known kind", "{{secret:NAME}}, {{env:NAME}}");
        }
        return lost.isEmpty() && !isMistyped;
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.contains("..");
    }

    private Optional<String> value(MatchResult reference) {
        return reference.group(1).equals("env")
                ? Optional.ofNullable(environment.get(reference.group(2)))
                : named(reference.group(2));
    }

    private String places(String name) {
        return "environment variable " + variable(name)
                + (folder == null
                        ? ", or a file of that name in $CROSSDOCK_SECRETS"
                        : ", or file " + folder.resolve(name));
    }

    private static String variable(String name) {
        return "CROSSDOCK_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
