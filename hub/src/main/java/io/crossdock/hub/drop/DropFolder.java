package io.crossdock.hub.drop;

import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.drop.split.Content;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * A folder that a partner puts files into, as a channel describes it, and what the hub does there. Names that are given to
 * it have passed {@link PickUp}; one thread at a time uses it.
 */
public abstract class DropFolder implements Checkable {

    /** What a partner writes beside a file once it is complete. */
    static final String MARKER = ".done";

    private String folder;
    private String pattern = "*";
    private String pickUp = "settled";
    private Duration settle = Duration.ofSeconds(10);
    private String archive = "archive";
    private String failed = "failed";

    /** Camel's own endpoint that lists the folder; nothing else of it is used. */
    abstract GenericFileEndpoint<?> listing(CamelContext context, GenericFileFilter<Object> filter);

    /** Whether it is an ordinary file: no link, no pipe, no device. */
    abstract boolean isOrdinary(GenericFile<?> listed);

    /** The bytes of a file that was listed and has this name now. */
    abstract Content open(Exchange exchange, String name, GenericFile<?> listed) throws IOException;

    /** Whether the name stands for the file that was listed: before it was claimed, a partner may have put the next one over it. */
    abstract boolean isUnchanged(String name, GenericFile<?> listed) throws IOException;

    /** @param path of a file in the folder, or below {@link #getArchive} or {@link #getFailed} */
    abstract boolean exists(String path) throws IOException;

    /** Makes a folder below {@link #getArchive} or {@link #getFailed}, and makes sure that files can be moved there in one step. */
    abstract void prepare(String into) throws IOException;

    /**
     * In one step, and over nothing.
     *
     * @param into empty for the folder itself
     */
    abstract void move(String name, String into, String as) throws IOException;

    abstract void write(String into, String name, String text) throws IOException;

    abstract void delete(String name) throws IOException;

    /** How many files there are whose name ends so; 0 where there is no such folder. */
    abstract int count(String in, String suffix) throws IOException;

    /** A connection that may be broken is given up; the next listing makes a new one. */
    void reset() {}

    /** Lets whoever waits for an answer of a server fail at once; from any thread. */
    void endSoon() {}

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + settings.getOrDefault("pattern", pattern));
        } catch (PatternSyntaxException e) {
            mistakes.put("pattern", "is no pattern such as *.csv");
        }
        if (settings.getOrDefault("settle", "1").startsWith("-")) {
            mistakes.put("settle", "must not be negative");
        }
        for (String place : new String[] {"archive", "failed"}) {
            String path = settings.getOrDefault(place, place);
            if (path.isBlank() || path.equals(".") || path.contains("..")) {
                mistakes.put(place, "must name a folder of its own");
            }
        }
        return mistakes;
    }

    PathMatcher names() {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    boolean awaitsMarker() {
        return pickUp.equals("marker");
    }

    /**
     * How long a file must have stayed the same; zero where its name or its marker tells that it is complete. The marker
     * of a file that was claimed is gone.
     */
    Duration settleTime(boolean isClaimed) {
        boolean isCertain = pickUp.equals("renamed") || awaitsMarker() && !isClaimed;
        return isCertain ? Duration.ZERO : settle;
    }

    public String getFolder() {
        return folder;
    }

    public void setFolder(String folder) {
        this.folder = folder;
    }

    /** Which files are taken, as a glob over the name. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    /** {@code settled}, {@code renamed} or {@code marker}: how a file is known to be complete. */
    public void setPickUp(String pickUp) {
        this.pickUp = pickUp;
    }

    /** In seconds. */
    public void setSettle(long settle) {
        this.settle = Duration.ofSeconds(settle);
    }

    public String getArchive() {
        return archive;
    }

    /** Where files go whose records are journaled; within the folder, or a whole path on the same file system. */
    public void setArchive(String archive) {
        this.archive = archive;
    }

    public String getFailed() {
        return failed;
    }

    /** Where files go that are not sound. */
    public void setFailed(String failed) {
        this.failed = failed;
    }
}
