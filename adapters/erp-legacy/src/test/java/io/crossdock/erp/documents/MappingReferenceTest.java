package io.crossdock.erp.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.erp.ErpConfigException;
import io.crossdock.erp.ErpConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class MappingReferenceTest {

    private static final Path DOCUMENT = Path.of("../../docs/erp-mapping-reference.md");
    private static final String COMMAND = "mvn -pl adapters/erp-legacy -am test -Dtest=MappingReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true";
    private static final String UNKNOWN = "nobody-reads-this";

    /** A place in a file where keys stand, with what is written of them. */
    record Place(Part part, List<String> path) {

        @Override
        public String toString() {
            return path.isEmpty() ? "top" : String.join(".", path);
        }

        String key(String name) {
            return path.isEmpty() ? name : this + "." + name;
        }
    }

    @TempDir
    Path folder;

    @BeforeAll
    static void writes_it_when_asked() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(DOCUMENT, MappingReference.markdown());
        }
    }

    static Stream<Place> places() {
        return MappingReference.parts().stream()
                .flatMap(part -> part.places().stream().map(path -> new Place(part, path)));
    }

    @Test
    void the_document_says_what_the_description_says() throws IOException {
        assertThat(DOCUMENT).as("run: " + COMMAND).exists();
        assertThat(Files.readString(DOCUMENT))
                .as("it is stale; run: " + COMMAND)
                .isEqualTo(MappingReference.markdown());
    }

    @Test
    void the_examples_read() throws IOException {
        assertThat(problems(MappingReference.EXAMPLE)).isEmpty();
        assertThat(problems(MappingReference.MARIADB)).isEmpty();
        assertThat(problems(MappingReference.CONNECTED)).isEmpty();
        for (String form : List.of("interface-table", "file", "x12-850", "http")) {
            assertThat(problems(MappingReference.EXAMPLE + WriteBackReference.example(List.of(form))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void the_reader_knows_the_keys_that_are_written_and_no_others(Place place) throws IOException {
        // given
        Map<String, Object> file = example(place);
        section(file, place.path()).put(UNKNOWN, "x");
        // when
        List<String> refused = problems(new Yaml().dump(file)).stream()
                .filter(problem -> problem.contains(" " + place.key(UNKNOWN) + ": unknown key; allowed: "))
                .toList();
        // then
        assertThat(refused).hasSize(1);
        String allowed = refused.get(0).substring(refused.get(0).indexOf("allowed: ") + "allowed: ".length());
        assertThat(new TreeSet<>(place.part().keys().stream().map(Key::name).toList()))
                .as("what is written of %s, and what the reader asks for", place)
                .isEqualTo(new TreeSet<>(List.of(allowed.split(", "))));
    }

    @ParameterizedTest
    @MethodSource("places")
    void what_must_be_there_is_missed(Place place) throws IOException {
        for (Key key : place.part().keys()) {
            // given
            Map<String, Object> file = example(place);
            section(file, place.path()).remove(key.name());
            // when
            List<String> problems = problems(new Yaml().dump(file));
            // then
            if (key.mustBeThere()) {
                assertThat(problems)
                        .anyMatch(problem -> problem.contains(" " + place.key(key.name()) + ": is missing"));
            } else {
                assertThat(problems)
                        .noneMatch(problem -> problem.contains(" " + place.key(key.name()) + ": is missing"));
            }
        }
    }

    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("old.erp.yaml"), text);
        try {
            ErpConfigReader.read(file, value -> value);
            return List.of();
        } catch (ErpConfigException e) {
            return e.problems();
        }
    }

    private static Map<String, Object> example(Place place) {
        return new Yaml()
                .load(MappingReference.exampleOf(place.part(), place.path())
                        + WriteBackReference.example(place.path()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> file, List<String> path) {
        Map<String, Object> section = file;
        for (String name : path) {
            section = (Map<String, Object>) section.get(name);
        }
        return section;
    }
}
