package io.crossdock.conformance;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads scenario files. A key that a scenario does not have is an error, so that no typo hides a check. */
final class ScenarioFile {

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScenarioFile() {}

    /** The folder's scenario files, by name; at least one. */
    static List<Path> in(String folder, ClassLoader loader) {
        URL url = loader.getResource("scenarios/" + folder);
        if (url == null) {
            throw new IllegalStateException("no folder src/test/resources/scenarios/" + folder);
        }
        try (Stream<Path> entries = Files.list(Path.of(url.toURI()))) {
            List<Path> files = entries.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalStateException("no scenario in src/test/resources/scenarios/" + folder);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Scenario read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    static Scenario read(String text) {
        try {
            return YAML.readValue(text, Scenario.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a scenario: " + e.getMessage(), e);
        }
    }
}
