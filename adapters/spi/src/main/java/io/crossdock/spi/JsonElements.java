package io.crossdock.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts an array of objects into its elements, each byte for byte as it came: what is journaled of a list is what the
 * system wrote, down to the digits of its numbers.
 */
public final class JsonElements {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxStringLength(256 * 1024)
                    .build())
            .build();

    private JsonElements() {}

    /**
     * The elements of the array that is a member of the answer's outermost object.
     *
     * @return none where the array is empty; empty where there is no such array
     * @throws Failure {@code MALFORMED} where the answer is not such JSON, in UTF-8
     */
    public static Optional<List<byte[]>> of(Answer answer, String member, Request request, Channel channel) {
        try (JsonParser parser = JSON.createParser(answer.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(request, channel);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = parser.currentName().equals(member);
                if (parser.nextToken() == JsonToken.START_ARRAY && isWanted) {
                    return Optional.of(elements(parser, answer.body(), request, channel));
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw malformed(request, channel);
        }
    }

    /** {@code {"<name>":<element>}}, in the element's own bytes, with more members behind it. */
    public static byte[] wrapped(String name, byte[] element, String more) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(element.length + more.length() + name.length() + 5);
        body.writeBytes(("{\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(element);
        body.writeBytes((more + "}").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static List<byte[]> elements(JsonParser parser, byte[] body, Request request, Channel channel)
            throws IOException {
        List<byte[]> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw malformed(request, channel);
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            // Text in another encoding than UTF-8 has no such places.
            if (from < 0 || to <= from || to > body.length || body[from] != '{' || body[to - 1] != '}') {
                throw malformed(request, channel);
            }
            elements.add(Arrays.copyOfRange(body, from, to));
        }
        return elements;
    }

    private static Failure malformed(Request request, Channel channel) {
        return Failure.malformed(channel.system(), request.operation(), "", "not the list in JSON that it should be");
    }
}
