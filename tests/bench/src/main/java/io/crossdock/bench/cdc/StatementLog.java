package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the server logs of the hub's queries from now on; each line begins with the application's name. */
final class StatementLog implements AutoCloseable {

    private static final String HUB = "crossdock-legacy|";
    private static final String PARAMETERS = HUB + "DETAIL:  parameters: $1 = '{";

    private final RandomAccessFile log;

    /**
     * @param all that the hub's queries took
     * @param selects by keys
     * @param repeats keys that were in one of them twice
     */
    record Statements(int all, int selects, int repeats) {}

    StatementLog(Backbone backbone) throws IOException {
        Path file = backbone.folder().path().resolve("postgres.log");
        log = new RandomAccessFile(file.toFile(), "r");
        log.seek(Files.size(file));
    }

    Statements read() throws IOException {
        byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
        log.readFully(bytes);
        int all = 0;
        int selects = 0;
        int repeats = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith(HUB + "LOG:  execute ") || line.startsWith(HUB + "LOG:  statement: ")) {
                all++;
            } else if (line.regionMatches(true, 0, PARAMETERS, 0, PARAMETERS.length())) {
                selects++;
                List<String> keys =
                        Arrays.asList(line.substring(PARAMETERS.length()).split(","));
                repeats += keys.size() - Set.copyOf(keys).size();
            }
        }
        return new Statements(all, selects, repeats);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
