package io.crossdock.hub.channel;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.config.Problems;
import io.crossdock.spi.Listings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The table that a channel file names with {@code listings}: a row for each item, with our SKU and the channel's. */
final class ListingsFile {

    private static final String KEY = "listings";
    private static final String SKU = "sku";
    private static final String LISTING = "listing";
    private static final String COLUMNS = "the columns sku and listing, in UTF-8 with commas between";

    /** A file of a thousand wrong rows says so in a few lines. */
    private static final int MOST_TOLD = 20;

    private final Problems problems;
    private final String name;
    private final Map<Sku, Sku> bySku = new LinkedHashMap<>();
    private final Map<Sku, Long> lineOfSku = new HashMap<>();
    private final Map<Sku, Long> lineOfListing = new HashMap<>();
    private int wrong;

    private ListingsFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /**
     * @param channelFile the file that names it; it is looked for beside that
     * @param name as it says
     */
    static Listings read(Path channelFile, String name, Problems problems) {
        ListingsFile file = new ListingsFile(name, problems);
        Path path = channelFile.toAbsolutePath().resolveSibling(name);
        try (Reader text = Files.newBufferedReader(path);
                CSVParser rows = CSVParser.builder()
                        .setReader(text)
                        .setFormat(CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .setIgnoreEmptyLines(true)
                                .setTrim(true)
                                .get())
                        .get()) {
            file.rows(rows);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add(KEY, "'" + name + "' cannot be read as a table", COLUMNS);
        }
        return Listings.of(file.bySku);
    }

    private void rows(CSVParser rows) {
        if (!rows.getHeaderNames().containsAll(List.of(SKU, LISTING))) {
            problems.add(KEY, "'" + name + "' has other columns", COLUMNS);
            return;
        }
        for (CSVRecord row : rows) {
            row(row, rows.getCurrentLineNumber() - linesWithin(row));
        }
        if (wrong > MOST_TOLD) {
            problems.add(KEY, name + " has " + (wrong - MOST_TOLD) + " wrong rows more", "");
        }
    }

    private static long linesWithin(CSVRecord row) {
        return row.stream()
                .mapToLong(cell -> cell.chars().filter(letter -> letter == '\n').count())
                .sum();
    }

    private void row(CSVRecord row, long line) {
        if (!row.isConsistent()) {
            wrong(line, "has another number of columns than the header");
            return;
        }
        Sku sku = new Sku(row.get(SKU));
        Sku listing = new Sku(row.get(LISTING));
        if (!sku.isWellFormed() || !listing.isWellFormed()) {
            wrong(line, "has a key that is empty, longer than 64 characters, or holds what does not show");
        } else if (lineOfSku.containsKey(sku)) {
            wrong(line, "sku '" + sku + "' is there already, in line " + lineOfSku.get(sku));
        } else if (lineOfListing.containsKey(listing)) {
            wrong(line, "listing '" + listing + "' is there already, in line " + lineOfListing.get(listing));
        } else {
            bySku.put(sku, listing);
            lineOfSku.put(sku, line);
            lineOfListing.put(listing, line);
        }
    }

    private void wrong(long line, String what) {
        wrong++;
        if (wrong <= MOST_TOLD) {
            problems.add(KEY, name + ":" + line + ": " + what, "");
        }
    }
}
