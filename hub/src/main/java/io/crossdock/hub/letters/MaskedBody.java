package io.crossdock.hub.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body as somebody may see it who is not to know the buyer. Of JSON the structure stays: names, booleans, nulls, and of
 * texts and numbers how long they are; of anything else nothing but size and digest.
 */
public final class MaskedBody {

    /** As our own reader; what is deeper is a letter because of it. */
    private static final int GREATEST_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(GREATEST_DEPTH)
                    .build())
            .build();

    /** A name that is no identifier may be data, such as an address that something is looked up by. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.-]{0,63}");

    private MaskedBody() {}

    /** Such as {@code 1234 bytes, sha256 3fd0...}. */
    public static String summary(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return body.length + " bytes, sha256 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The structure of a JSON body, indented; empty where it is not JSON from its beginning to its end. */
    public static Optional<String> structure(byte[] body) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += parser.getParsingContext().inRoot() ? 1 : 0;
                if (values > 1) {
                    return Optional.empty();
                }
                copy(token, parser, generator);
            }
            if (values == 0) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    private static void copy(JsonToken token, JsonParser parser, JsonGenerator generator) throws IOException {
        switch (token) {
            case FIELD_NAME -> generator.writeFieldName(name(parser.currentName()));
            case VALUE_STRING -> generator.writeString("<text, " + parser.getTextLength() + ">");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                generator.writeString("<number, " + parser.getTextLength() + ">");
            default -> generator.copyCurrentEvent(parser);
        }
    }

    private static String name(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : "<name, " + name.length() + ">";
    }
}
