package io.crossdock.erp.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An ERP's folder, and the outbox of those who hand over files to it. */
abstract class OrderFolderStories {

    Path folder;
    Path outbox;

    @TempDir
    private Path disk;

    @BeforeEach
    void the_erps_folder() throws IOException {
        folder = Files.createDirectory(disk.resolve("in"));
        outbox = disk.resolve("out");
    }

    /** Of the files that the ERP has. */
    final List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
