package io.crossdock.hub.drop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Which of the files that are listed may be taken: ordinary ones with a harmless name that fits the pattern, once they are
 * complete. A file's own time is not believed, for copies keep it: what counts is how long it was seen unchanged.
 */
final class PickUp implements GenericFileFilter<Object> {

    /** So that checksum, id and {@code .reason.txt} fit behind it within the 255 bytes of most file systems. */
    private static final int LONGEST_NAME_BYTES = 170;

    /** Separators, wildcards of SFTP clients, and what stands for bytes that are no text. */
    private static final String REFUSED = "/\\*?\uFFFD";

    private final DropFolder folder;
    private final Clock clock;
    private final PathMatcher pattern;
    private Map<String, Seen> before = new HashMap<>();
    private Map<String, Seen> now = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private int refused;

    private record Seen(long length, long modified, Instant since) {
        boolean isSame(Seen other) {
            return other != null && length == other.length && modified == other.modified;
        }
    }

    PickUp(DropFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.pattern = folder.names();
    }

    /** Forgets what was not listed the last time. */
    void beginListing() {
        before = now;
        now = new HashMap<>();
        claimed.clear();
        refused = 0;
    }

    /** Files of the last listing that nobody will ever take, whatever they hold. */
    int refused() {
        return refused;
    }

    /** Whether the last listing shows an earlier file of that name that was claimed: it comes first. */
    boolean isClaimed(String name) {
        return claimed.contains(name);
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        Optional<Claim> claim = Claim.read(file.getFileNameOnly());
        String name = claim.map(Claim::name).orElse(file.getFileNameOnly());
        if (!isHarmless(name) || !folder.isOrdinary(file)) {
            refused++;
            return false;
        }
        if (!pattern.matches(Path.of(name)) || folder.awaitsMarker() && name.endsWith(DropFolder.MARKER)) {
            return false;
        }
        if (claim.isPresent()) {
            claimed.add(name);
        }
        Duration settle = folder.settleTime(claim.isPresent());
        return settle.isZero() || isSettled(file, settle);
    }

    private boolean isSettled(GenericFile<Object> file, Duration settle) {
        String name = file.getFileNameOnly();
        Instant moment = clock.instant();
        Seen seen = new Seen(file.getFileLength(), file.getLastModified(), moment);
        Seen earlier = before.get(name);
        if (seen.isSame(earlier)) {
            seen = earlier;
        }
        now.put(name, seen);
        return !seen.since().plus(settle).isAfter(moment);
    }

    static boolean isHarmless(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES
                && name.codePoints()
                        .noneMatch(c -> REFUSED.indexOf(c) >= 0
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                                || Character.getType(c) == Character.SURROGATE);
    }
}
