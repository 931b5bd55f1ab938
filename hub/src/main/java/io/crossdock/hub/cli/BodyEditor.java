package io.crossdock.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Has a body changed by whoever sits at the terminal, in the editor of their choice, as {@code git commit} does. */
record BodyEditor(Map<String, String> environment) {

    /**
     * @return the body as it was saved
     * @throws IllegalStateException when it was not changed, or the editor ended with an error
     */
    byte[] edited(byte[] body) throws IOException, InterruptedException {
        // Both are made for their owner alone: a body holds personal data.
        Path folder = Files.createTempDirectory("crossdock-edit");
        Path file = Files.createTempFile(folder, "body", ".txt");
        try {
            Files.write(file, body);
            int status = new ProcessBuilder("sh", "-c", editor() + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("the editor ended with status " + status + "; nothing was replayed");
            }
            byte[] edited = Files.readAllBytes(file);
            if (Arrays.equals(edited, body)) {
                throw new IllegalStateException("the body was not changed; nothing was replayed");
            }
            return edited;
        } finally {
            Files.deleteIfExists(file);
            // An editor may leave a backup, which must not stay either.
            try (var left = Files.list(folder)) {
                for (Path backup : left.toList()) {
                    Files.deleteIfExists(backup);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private String editor() {
        String visual = environment.getOrDefault("VISUAL", "");
        String editor = visual.isBlank() ? environment.getOrDefault("EDITOR", "") : visual;
        return editor.isBlank() ? "vi" : editor;
    }
}
