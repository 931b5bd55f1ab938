package io.crossdock.canonical.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedDocumentsTest {

    private static final String COMMAND = "mvn -pl canonical-model test -Dschemas.write=true";

    private final Map<Path, String> documents = Documents.all();

    @BeforeAll
    void writes_them_when_asked() throws IOException {
        if (!Boolean.getBoolean("schemas.write")) {
            return;
        }
        Files.createDirectories(Documents.SCHEMAS);
        for (Map.Entry<Path, String> document : documents.entrySet()) {
            Files.writeString(document.getKey(), document.getValue());
        }
    }

    Stream<Path> paths() {
        return documents.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_document_says_what_the_records_say(Path path) throws IOException {
        // given
        String generated = documents.get(path);
        // then
        assertThat(path).as("run: " + COMMAND).exists();
        assertThat(Files.readString(path))
                .as(path + " is stale; run: " + COMMAND)
                .isEqualTo(generated);
    }

    @Test
    void there_is_no_schema_of_an_event_that_is_gone() throws IOException {
        try (Stream<Path> schemas = Files.list(Documents.SCHEMAS)) {
            assertThat(schemas)
                    .as("delete the schema of a type that no release writes or reads any more")
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                            .map(Documents::schema)
                            .toList());
        }
    }
}
