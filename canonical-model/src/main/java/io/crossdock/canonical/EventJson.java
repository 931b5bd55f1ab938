package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * The JSON form of canonical data: absent where null, ISO 8601 instants, plain decimals. A reader ignores members that
 * it does not know, so that a later release may add some.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    /** UTF-8 JSON of the data alone; the envelope travels beside it. */
    public static byte[] write(CanonicalData data) {
        try {
            return MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote, in this or another release.
     *
     * @throws UncheckedIOException when it is not JSON of that type; it names the place, never the text, which may tell
     *     who a buyer is
     */
    public static <T extends CanonicalData> T read(byte[] json, Class<T> type) {
        try {
            T data = MAPPER.readValue(json, type);
            if (data == null) {
                throw new IOException("JSON null is no " + type.getSimpleName());
            }
            return data;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(new IOException("not JSON of " + type.getSimpleName() + place(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The member that does not fit, by names that are ours; line and column of what is no JSON at all. */
    private static String place(JsonProcessingException broken) {
        if (broken instanceof JsonMappingException unfit && !unfit.getPath().isEmpty()) {
            String path = unfit.getPath().stream()
                    .map(EventJson::step)
                    .collect(Collectors.joining())
                    .replaceFirst("^[.]", "");
            return " at " + path;
        }
        JsonLocation at = broken.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String step(JsonMappingException.Reference reference) {
        String name = reference.getFieldName();
        if (name == null) {
            return "[" + reference.getIndex() + "]";
        }
        return "." + (name.matches("[A-Za-z]{1,40}") ? name : "?");
    }
}
