package io.crossdock.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The repository's files, without what a build or a tool leaves there. */
final class Repository {

    static final Path ROOT = root();

    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", ".mvn", "node_modules");

    private Repository() {}

    /** All files below a folder, as paths from the root; none where the folder does not exist. */
    static List<Path> files(String folder) {
        List<Path> files = new ArrayList<>();
        Path start = ROOT.resolve(folder);
        if (!Files.exists(start)) {
            return files;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean leftOut = LEFT_OUT.contains(String.valueOf(directory.getFileName()));
                    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** Java files that are part of the product: neither tests nor the modules under {@code tests/}. */
    static List<Path> productJava() {
        return files("").stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.startsWith("tests"))
                .filter(file -> !slashed(file).contains("/src/test/"))
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String slashed(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("canonical-model"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("these tests run inside the repository");
        }
        return folder;
    }
}
