package io.crossdock.hub.channel;

import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Problems;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The Kamelets that there are: ours from the class path, and those in the user's folder, which come first. */
public final class KameletCatalog {

    private final Map<String, KameletDefinition> byName = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param folder the user's own; null where there are none */
    public KameletCatalog(Path folder) {
        try {
            for (URL location :
                    Collections.list(KameletCatalog.class.getClassLoader().getResources("kamelets"))) {
                readLocation(location.toURI());
            }
            if (folder != null) {
                readFolder(folder);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Kamelets cannot be read", e);
        }
    }

    /** What is wrong with Kamelets themselves, whichever channel uses them. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public Optional<KameletDefinition> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every system that has a translation, sorted. */
    public Set<String> systems() {
        return namesWith("-translate-action");
    }

    /** The first parts of all names that end so. */
    public Set<String> namesWith(String suffix) {
        Set<String> names = new TreeSet<>();
        for (String name : byName.keySet()) {
            if (name.endsWith(suffix)) {
                names.add(name.substring(0, name.length() - suffix.length()));
            }
        }
        return names;
    }

    private void readLocation(URI location) throws IOException {
        if (!location.getScheme().equals("jar")) {
            readFolder(Path.of(location));
            return;
        }
        String text = location.toString();
        URI jar = URI.create(text.substring(0, text.indexOf("!/")));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            readFolder(files.getPath("kamelets"));
        }
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (file.getFileName().toString().endsWith(KameletFile.SUFFIX)) {
                    Problems found = new Problems(file.toString());
                    KameletFile.read(file, found).ifPresent(kamelet -> byName.put(kamelet.name(), kamelet));
                    problems.addAll(found.found());
                }
            }
        }
    }
}
