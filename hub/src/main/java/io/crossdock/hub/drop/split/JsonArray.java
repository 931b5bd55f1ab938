package io.crossdock.hub.drop.split;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.InputStream;

/** The objects of one array in a JSON text, each a slice of the file's own bytes. UTF-8 only (RFC 8259, section 8.1). */
final class JsonArray implements Split {

    private static final String NAME = "json";

    private final JsonPointer pointer;

    /** @param pointer where the array stands; empty for a text that is the array */
    JsonArray(String pointer) {
        this.pointer = JsonPointer.compile(pointer);
    }

    @Override
    public void split(Content content, Piece.Sink sink) throws Exception {
        byte[] start = content.slice(0, Math.min(4, content.size()));
        if (!StrictJson.isUtf8(start)) {
            throw Unsound.at(NAME, "", "is not UTF-8");
        }
        int mark = StrictJson.byteOrderMark(start);
        InputStream bytes = content.stream();
        bytes.skipNBytes(mark);
        try (JsonParser parser = StrictJson.FACTORY.createParser(bytes)) {
            boolean isFound = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY
                        && parser.getParsingContext().pathAsPointer().equals(pointer)) {
                    if (isFound) {
                        throw Unsound.at(NAME, place(parser), "the array is there twice");
                    }
                    isFound = true;
                    elements(content, parser, mark, sink);
                }
            }
            if (!isFound) {
                throw Unsound.at(NAME, "", "has no array at its pointer");
            }
        } catch (JsonProcessingException e) {
            throw Unsound.at(
                    NAME,
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
                    "is not valid JSON, or is cut off");
        }
    }

    private static void elements(Content content, JsonParser parser, int mark, Piece.Sink sink) throws Exception {
        long position = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = place(parser);
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Unsound.at(NAME, place, "an element that is no object");
            }
            long from = mark + parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            long to = mark + parser.currentLocation().getByteOffset();
            if (to - from > Piece.MOST_BYTES) {
                throw Unsound.tooLong(NAME, place);
            }
            sink.take(new Piece(++position, "", "", content.slice(from, to)));
        }
    }

    private static String place(JsonParser parser) {
        return "line " + parser.currentTokenLocation().getLineNr();
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
