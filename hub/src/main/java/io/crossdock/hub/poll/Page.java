package io.crossdock.hub.poll;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.crossdock.hub.ingest.InboundParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer cut into its records, each byte for byte as it came.
 *
 * @param next what the body says of the next page; empty where it says nothing
 * @param more false where the body says that no page follows
 */
record Page(List<byte[]> records, String next, boolean more) {

    static final Page EMPTY = new Page(List.of(), "", false);

    /**
     * Where things stand in an answer's body, as JSON pointers (RFC 6901).
     *
     * @param items the array of records; empty where the whole body is that array
     * @param next the token or link of the next page; null where the body has none
     * @param more whether there are more; null where the body does not say
     */
    record Places(JsonPointer items, JsonPointer next, JsonPointer more) {}

    /** The body is not a page; the message says why and shows nothing of it. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    private static final int LONGEST_NEXT = 8192;

    /**
     * Cutting needs brackets and quotes only. What is wrong inside a record is told by its translation and must not stop
     * the page; depth alone costs memory here.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** The same for the same records in the same order. */
    String digest() {
        return InboundParts.digest(records.stream()
                .map(InboundParts::digest)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }

    static Page read(byte[] body, Places places) throws UnreadableException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new Cutter(parser, body, places).page();
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the answer is not JSON");
        } catch (IOException e) {
            throw new UnreadableException("the answer is not text in UTF-8");
        }
    }

    private static final class Cutter {
        private final JsonParser parser;
        private final byte[] body;
        private final Places places;
        private List<byte[]> records;
        private String next = "";
        private boolean more;

        private Cutter(JsonParser parser, byte[] body, Places places) {
            this.parser = parser;
            this.body = body;
            this.places = places;
            this.more = places.more() == null;
        }

        private Page page() throws IOException, UnreadableException {
            int deepest = depth(places.items());
            deepest = Math.max(deepest, Math.max(depth(places.next()), depth(places.more())));
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && records == null && isAt(places.items())) {
                    records = cut();
                } else if (token.isStructStart() && parser.getParsingContext().getNestingDepth() > deepest + 1) {
                    parser.skipChildren();
                } else if (token.isScalarValue()) {
                    scalar();
                }
            }
            if (records == null) {
                throw new UnreadableException("the answer has no array at '" + places.items() + "'");
            }
            return new Page(records, next, more);
        }

        private void scalar() throws IOException, UnreadableException {
            if (places.next() != null && isAt(places.next()) && parser.currentToken() != JsonToken.VALUE_NULL) {
                next = parser.getText();
                if (next.length() > LONGEST_NEXT) {
                    throw new UnreadableException("what names the next page is over " + LONGEST_NEXT + " characters");
                }
            }
            if (places.more() != null && isAt(places.more())) {
                more = parser.currentToken() == JsonToken.VALUE_TRUE;
            }
        }

        /** From each element's first byte to its last, by the parser's own count. */
        private List<byte[]> cut() throws IOException, UnreadableException {
            List<byte[]> cut = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = offset(parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                parser.finishToken();
                cut.add(trimmed(start, offset(parser.currentLocation().getByteOffset())));
            }
            return cut;
        }

        /** A number ends where something else begins, which may be a blank. */
        private byte[] trimmed(int start, int end) {
            int last = end;
            while (last > start
                    && (body[last - 1] <= ' ' || body[last - 1] == ',' || body[last - 1] == ']')
                    && body[start] != '{'
                    && body[start] != '['
                    && body[start] != '"') {
                last--;
            }
            return Arrays.copyOfRange(body, start, last);
        }

        private static int offset(long byteOffset) throws UnreadableException {
            if (byteOffset < 0) {
                throw new UnreadableException("the answer is not text in UTF-8");
            }
            return (int) byteOffset;
        }

        private boolean isAt(JsonPointer pointer) {
            return pointer != null && parser.getParsingContext().pathAsPointer().equals(pointer);
        }

        private static int depth(JsonPointer pointer) {
            int depth = 0;
            for (JsonPointer at = pointer; at != null && !at.matches(); at = at.tail()) {
                depth++;
            }
            return depth;
        }
    }
}
