package io.crossdock.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/**
 * Reads what a stranger wrote as JSON, within limits that hold for the whole of it: UTF-8, depth 64, numbers of 100 digits,
 * no duplicate keys. What is read of it has strings up to 256 KiB and exponents up to 100. Unknown members are skipped,
 * since vendors add some at any time.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxStringLength(256 * 1024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(BigDecimal.class, new BoundedDecimal())
                    .addDeserializer(OffsetDateTime.class, new Timestamp()))
            .addModule(new SkippedUnknown())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A price of 440.00 in a tree must not turn into 4.4E+2 on its way to a shop.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /**
     * A wire record from an inbound record's body.
     *
     * @throws Failure {@code MALFORMED}, naming line and column, never the text
     */
    public static <T> T read(InboundRecord inbound, Channel channel, Class<T> type) {
        return read(inbound.body(), type, channel.system(), inbound.kind(), inbound.id());
    }

    /** The same for an answer of the system's API. */
    public static <T> T read(Answer answer, Request request, Channel channel, Class<T> type) {
        return read(answer.body(), type, channel.system(), request.operation(), "");
    }

    /** The same where there is no channel yet, such as in a signature. */
    public static <T> T read(byte[] text, String system, String operation, Class<T> type) {
        return read(text, type, system, operation, "");
    }

    /** The same for one element of an answer. */
    public static <T> T read(byte[] element, Request request, Channel channel, Class<T> type) {
        return read(element, type, channel.system(), request.operation(), "");
    }

    private static <T> T read(byte[] body, Class<T> type, String system, String operation, String key) {
        if (!Utf8.isUtf8(body)) {
            throw Failure.malformed(system, operation, key, "not UTF-8");
        }
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw Failure.malformed(system, operation, key, "empty JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Failure.malformed(system, operation, key, "not the JSON it should be" + place(e));
        } catch (IOException e) {
            // Bytes in memory cannot fail to be read; Jackson says so of text that begins as UTF-16 or UTF-32 would.
            throw Failure.malformed(system, operation, key, "not text in the encoding that it starts with");
        }
    }

    private static String place(JsonProcessingException broken) {
        JsonLocation at = broken.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** UTF-8 JSON of a wire record. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tree, where no record would help. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
