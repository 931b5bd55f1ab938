package io.crossdock.hub.drop;

import io.crossdock.hub.drop.split.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;

/** A folder of this machine or of a file system that is mounted here; a bean of the Kamelet {@code file-source}. */
public class LocalFolder extends DropFolder {

    private long poll = 1;

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    GenericFileEndpoint<?> listing(CamelContext context, GenericFileFilter<Object> filter) {
        FileComponent files = context.getComponent("file", FileComponent.class);
        FileEndpoint endpoint = new FileEndpoint("file:drop", files);
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

    @Override
    boolean isOrdinary(GenericFile<?> listed) {
        return Files.isRegularFile(in(listed.getFileNameOnly()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Content open(Exchange exchange, GenericFile<?> listed) throws IOException {
        return new Content(
                FileChannel.open(in(listed.getFileNameOnly()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    boolean isUnchanged(GenericFile<?> listed) throws IOException {
        Path file = in(listed.getFileNameOnly());
        return Files.size(file) == listed.getFileLength()
                && Files.getLastModifiedTime(file).toMillis() == listed.getLastModified();
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
        Files.move(in(name), in(into).resolve(as), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
