package io.crossdock.canonical.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.crossdock.canonical.EventType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every generated document by its path in the module, as the records give it now. */
final class Documents {

    static final Path SCHEMAS = Path.of("schemas");
    static final Path ASYNC_API = Path.of("asyncapi.yaml");

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));
    private static final ObjectWriter YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build()
            .writer();

    private Documents() {}

    static Map<Path, String> all() {
        Map<Path, String> documents = new LinkedHashMap<>();
        EventSchemas schemas = new EventSchemas();
        for (EventType type : EventType.values()) {
            documents.put(schema(type), written(JSON, schemas.of(type)) + "\n");
        }
        documents.put(
                ASYNC_API,
                "# Generated from the event records: mvn -pl canonical-model test -Dschemas.write=true\n"
                        + written(YAML, AsyncApi.document()));
        return documents;
    }

    static Path schema(EventType type) {
        return SCHEMAS.resolve(type.value() + ".json");
    }

    private static String written(ObjectWriter writer, JsonNode document) {
        try {
            return writer.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
