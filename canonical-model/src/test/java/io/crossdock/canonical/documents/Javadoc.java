package io.crossdock.canonical.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a record's Javadoc says of it and of its components; read from the sources, since class files do not hold it. */
final class Javadoc {

    private static final Path SOURCES = Path.of("src/main/java");

    private Javadoc() {}

    /** The first paragraph. */
    static Optional<String> of(Class<?> type) {
        return comment(type)
                .map(text -> text.split("(?m)^@|<p>", 2)[0])
                .map(Javadoc::plain)
                .filter(text -> !text.isEmpty());
    }

    /** What follows {@code @param <component>}. */
    static Optional<String> of(Class<?> type, String component) {
        return comment(type)
                .map(text -> Pattern.compile("(?ms)^@param " + component + " (.*?)(?=^@|\\z)")
                        .matcher(text))
                .filter(Matcher::find)
                .map(found -> plain(found.group(1)));
    }

    private static Optional<String> comment(Class<?> type) {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        Matcher found = Pattern.compile(
                        "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record " + type.getSimpleName() + "\\(")
                .matcher(source(type.getNestHost()));
        return found.find() ? Optional.of(found.group(1).replaceAll("(?m)^\\s*\\* ?", "")) : Optional.empty();
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
