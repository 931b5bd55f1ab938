package io.crossdock.hub.drop.split;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.Charset;
import java.util.Map;

/** The ways of splitting, by the words that channel files use. */
public final class Splits {

    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');

    private Splits() {}

    /**
     * What a channel says of its files; texts that it does not say are empty.
     *
     * @param split {@code none}, {@code lines}, {@code csv}, {@code json}, {@code x12} or {@code edifact}
     * @param contentType of a file that is one record
     * @param charset of CSV
     * @param delimiter of CSV, as a word
     * @param arrayPointer to the array within JSON
     * @param keyPointer to a record's key; the column that CSV must have
     * @param keyElement where an EDI message's key stands
     */
    public record Form(
            String split,
            String contentType,
            String charset,
            String delimiter,
            String arrayPointer,
            String keyPointer,
            String keyElement) {}

    /** @throws IllegalArgumentException saying what of the form is wrong */
    public static Split of(Form form) {
        return switch (form.split()) {
            case "none" -> new WholeFile(form.contentType());
            case "lines" -> new JsonLines();
            case "csv" -> new CsvRows(Charset.forName(form.charset()), delimiter(form), column(form.keyPointer()));
            case "json" -> new JsonArray(form.arrayPointer());
            case "x12" -> new EdiMessages(EdiStandard.X12, element(form.keyElement()));
            case "edifact" -> new EdiMessages(EdiStandard.EDIFACT, element(form.keyElement()));
            default ->
                throw new IllegalArgumentException("unknown: none, lines, csv, json, x12 and edifact are the ways");
        };
    }

    private static char delimiter(Form form) {
        Character delimiter = DELIMITERS.get(form.delimiter());
        if (delimiter == null) {
            throw new IllegalArgumentException("unknown delimiter: comma, semicolon, tab and pipe are known");
        }
        return delimiter;
    }

    private static String column(String keyPointer) {
        return keyPointer.isEmpty() ? "" : JsonPointer.compile(keyPointer).getMatchingProperty();
    }

    private static EdiElement element(String text) {
        return text.isEmpty() ? null : EdiElement.parse(text);
    }
}
