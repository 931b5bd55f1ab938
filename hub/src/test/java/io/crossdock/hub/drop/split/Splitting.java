package io.crossdock.hub.drop.split;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Splits bytes as if they were a file. */
final class Splitting {

    private Splitting() {}

    static Splits.Form form(String split) {
        return new Splits.Form(split, "text/plain", "UTF-8", "comma", "", "", "");
    }

    static List<Piece> pieces(Splits.Form form, byte[] bytes) throws Exception {
        Path file = Files.createTempFile("split", ".test");
        try (Content content = content(file, bytes)) {
            List<Piece> pieces = new ArrayList<>();
            Splits.of(form).split(content, pieces::add);
            return pieces;
        } finally {
            Files.delete(file);
        }
    }

    static List<String> texts(Splits.Form form, String text) throws Exception {
        return pieces(form, text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Splitting::text)
                .toList();
    }

    static String text(Piece piece) {
        return new String(piece.body(), StandardCharsets.UTF_8);
    }

    private static Content content(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return new Content(FileChannel.open(file, StandardOpenOption.READ));
    }
}
