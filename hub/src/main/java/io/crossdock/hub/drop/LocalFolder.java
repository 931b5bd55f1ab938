package io.crossdock.hub.drop;

import io.crossdock.hub.drop.split.Content;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;

/** A folder of this machine or of a file system that is mounted here; a bean of the Kamelet {@code file-source}. */
public class LocalFolder extends DropFolder {

    private long poll = 1;

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    GenericFileEndpoint<?> listing(CamelContext context, GenericFileFilter<Object> filter) {
        FileComponent files = context.getComponent("file", FileComponent.class);
        FileEndpoint endpoint = new Listing(files);
        endpoint.setConfiguration(new GenericFileConfiguration());
        endpoint.setFile(Path.of(getFolder()).toFile());
        endpoint.setAutoCreate(false);
        endpoint.setDirectoryMustExist(true);
        endpoint.setFilter((GenericFileFilter) filter);
        endpoint.setDelay(poll * 1000);
        endpoint.setInitialDelay(100);
        endpoint.setBackoffErrorThreshold(1);
        endpoint.setBackoffMultiplier(5);
        if (awaitsMarker()) {
            endpoint.setDoneFileName("${file:name}" + MARKER);
        }
        return endpoint;
    }

    private static final class Listing extends FileEndpoint {

        private Listing(FileComponent component) {
            super("file:drop", component);
        }

        @Override
        protected FileConsumer newFileConsumer(Processor processor, GenericFileOperations<File> operations) {
            return new ClaimsToo(this, processor, operations, createGenericFileStrategy());
        }
    }

    /** Lists also what Camel leaves out: a file whose name begins with a dot, or whose marker is gone. */
    private static final class ClaimsToo extends FileConsumer {

        private ClaimsToo(
                FileEndpoint endpoint,
                Processor processor,
                GenericFileOperations<File> operations,
                GenericFileProcessStrategy<File> strategy) {
            super(endpoint, processor, operations, strategy);
        }

        @Override
        protected boolean isMatchedHiddenFile(Supplier<GenericFile<File>> file, String name, boolean isDirectory) {
            return Claim.read(name).isPresent() || super.isMatchedHiddenFile(file, name, isDirectory);
        }

        @Override
        protected boolean isMatched(Supplier<GenericFile<File>> file, String doneFileName, File[] files) {
            return Claim.read(file.get().getFileNameOnly()).isPresent() || super.isMatched(file, doneFileName, files);
        }
    }

    @Override
    boolean isOrdinary(GenericFile<?> listed) {
        return Files.isRegularFile(in(listed.getFileNameOnly()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Content open(Exchange exchange, String name, GenericFile<?> listed) throws IOException {
        return new Content(FileChannel.open(in(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    boolean isUnchanged(String name, GenericFile<?> listed) throws IOException {
        Path file = in(name);
        return Files.size(file) == listed.getFileLength()
                && Files.getLastModifiedTime(file).toMillis() == listed.getLastModified();
    }

    @Override
    boolean exists(String path) {
        return Files.exists(in(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void prepare(String into) throws IOException {
        Path target = in(into);
        Files.createDirectories(target);
        if (!Files.isWritable(target)) {
            throw new IOException("cannot be written");
        }
        if (!Files.getFileStore(target).equals(Files.getFileStore(in("")))) {
            throw new IOException("lies in another file system, where a file cannot be moved to in one step");
        }
    }

    @Override
    void move(String name, String into, String as) throws IOException {
        Path target = in(into).resolve(as);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("lies where it would be moved to");
        }
        Files.move(in(name), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    void write(String into, String name, String text) throws IOException {
        Files.writeString(in(into).resolve(name), text);
    }

    @Override
    void delete(String name) throws IOException {
        Files.deleteIfExists(in(name));
    }

    @Override
    int count(String in, String suffix) throws IOException {
        Path counted = in(in);
        if (!Files.isDirectory(counted)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(counted)) {
            return (int) files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .count();
        }
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = super.mistakes(settings);
        try {
            if (!Path.of(settings.getOrDefault("folder", "")).isAbsolute()) {
                mistakes.put("folder", "must be a whole path");
            }
        } catch (InvalidPathException e) {
            mistakes.put("folder", "is no path");
        }
        if (!settings.getOrDefault("poll", "1").matches("[1-9]\\d{0,4}")) {
            mistakes.put("poll", "must be 1 to 99999 seconds");
        }
        return mistakes;
    }

    private Path in(String name) {
        return Path.of(getFolder()).resolve(name);
    }

    /** Seconds between two looks into the folder. */
    public void setPoll(long poll) {
        this.poll = poll;
    }
}
