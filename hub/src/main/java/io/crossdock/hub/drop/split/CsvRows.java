package io.crossdock.hub.drop.split;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows under a header (RFC 4180), each as a JSON object of texts by the header's names: whatever the charset and the
 * delimiter, a record stands for itself, and JSLT reads it.
 */
final class CsvRows implements Split {

    private static final String NAME = "csv";
    private static final String DELIMITERS = ",;\t|";

    private final Charset charset;
    private final char delimiter;
    private final String needed;

    /** @param needed a column that must be there; empty for none */
    CsvRows(Charset charset, char delimiter, String needed) {
        this.charset = charset;
        this.delimiter = delimiter;
        this.needed = needed;
    }

    @Override
    public void split(Content content, Piece.Sink sink) throws Exception {
        long[] line = {1};
        Stretch bytes = new Stretch(content.stream(), () -> Unsound.tooLong(NAME, "line " + line[0]));
        InputStreamReader text = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (CSVParser parser = CSVParser.builder()
                .setReader(text)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .setIgnoreEmptyLines(true)
                        .get())
                .get()) {
            Iterator<CSVRecord> rows = parser.iterator();
            if (!rows.hasNext()) {
                throw Unsound.at(NAME, "line 1", "has no header");
            }
            List<String> header = header(rows.next());
            long position = 0;
            while (hasNext(rows, bytes, parser, line)) {
                CSVRecord row = rows.next();
                byte[] body = json(header, row, "line " + line[0]);
                sink.take(new Piece(++position, "", "", body));
            }
        } catch (UncheckedIOException e) {
            throw broken(e.getCause(), line[0]);
        } catch (CharacterCodingException e) {
            throw broken(e, line[0]);
        }
    }

    private static boolean hasNext(Iterator<CSVRecord> rows, Stretch bytes, CSVParser parser, long[] line) {
        bytes.recordEnds();
        line[0] = parser.getCurrentLineNumber() + 1;
        return rows.hasNext();
    }

    private RuntimeException broken(Throwable cause, long line) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof CharacterCodingException) {
                return Unsound.at(NAME, "after line " + line, "bytes that are not " + charset.name());
            }
        }
        return Unsound.at(NAME, "line " + line, "a quote that is not closed, or text beside the quotes of a cell");
    }

    private List<String> header(CSVRecord row) {
        List<String> names = row.toList();
        if (names.get(0).startsWith("\uFEFF")) {
            names.set(0, names.get(0).substring(1));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw Unsound.at(NAME, "line 1", "a column without a name");
            }
            if (!seen.add(name)) {
                throw Unsound.at(NAME, "line 1", "a column that is there twice");
            }
        }
        if (names.size() == 1 && names.get(0).chars().anyMatch(c -> DELIMITERS.indexOf(c) >= 0)) {
            throw Unsound.at(NAME, "line 1", "has another delimiter than the channel says");
        }
        if (!needed.isEmpty() && !seen.contains(needed)) {
            throw Unsound.at(NAME, "line 1", "lacks the column that keyPointer names");
        }
        return names;
    }

    private static byte[] json(List<String> header, CSVRecord row, String place) throws IOException {
        if (row.size() != header.size()) {
            throw Unsound.at(NAME, place, row.size() + " cells under a header of " + header.size());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = StrictJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            for (int column = 0; column < header.size(); column++) {
                json.writeStringField(header.get(column), row.get(column));
            }
            json.writeEndObject();
        }
        return Unsound.notTooLong(NAME, place, bytes.toByteArray());
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
