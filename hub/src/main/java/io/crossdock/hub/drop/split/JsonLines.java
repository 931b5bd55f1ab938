package io.crossdock.hub.drop.split;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A JSON value in each line, in UTF-8 (jsonlines.org); its bytes as they are, blank lines left out. */
final class JsonLines implements Split {

    private static final String NAME = "lines";

    @Override
    public void split(Content content, Piece.Sink sink) throws Exception {
        InputStream bytes = content.stream();
        long number = 0;
        long position = 0;
        for (byte[] line = next(bytes, 1); line != null; line = next(bytes, number + 1)) {
            number++;
            byte[] text = stripped(line, number == 1);
            if (text.length > 0) {
                requireValue(text, number);
                sink.take(new Piece(++position, "", "", text));
            }
        }
    }

    /** Without its line feed; null at the end. */
    private static byte[] next(InputStream bytes, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int read = bytes.read();
        if (read < 0) {
            return null;
        }
        for (; read >= 0 && read != '\n'; read = bytes.read()) {
            line.write(read);
            if (line.size() > Piece.MOST_BYTES + 1) {
                throw Unsound.tooLong(NAME, "line " + number);
            }
        }
        return line.toByteArray();
    }

    private static byte[] stripped(byte[] line, boolean isFirst) {
        int from = isFirst ? StrictJson.byteOrderMark(line) : 0;
        int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        byte[] text = Arrays.copyOfRange(line, from, to);
        for (byte b : text) {
            if (b != ' ' && b != '\t') {
                return text;
            }
        }
        return new byte[0];
    }

    private static void requireValue(byte[] line, long number) throws IOException {
        Unsound.notTooLong(NAME, "line " + number, line);
        if (!StrictJson.isUtf8(line)) {
            throw Unsound.at(NAME, "line " + number, "is not UTF-8");
        }
        try (JsonParser parser = StrictJson.FACTORY.createParser(line)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw Unsound.at(NAME, "line " + number, "holds more than one JSON value");
            }
        } catch (JsonProcessingException e) {
            throw Unsound.at(NAME, "line " + number, "is not valid JSON");
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
