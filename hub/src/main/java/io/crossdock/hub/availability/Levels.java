package io.crossdock.hub.availability;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** An item's newest levels by location; they only ever get newer. */
record Levels(@JsonValue SortedMap<String, Level> byLocation) {

    static final Levels NONE = new Levels(new TreeMap<>());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Levels {
        byLocation = Collections.unmodifiableSortedMap(byLocation);
    }

    Levels with(String location, Level level) {
        SortedMap<String, Level> all = new TreeMap<>(byLocation);
        // The known one is asked first, so that of two with one sequence and revision it stays.
        all.merge(location, level, (known, arrived) -> arrived.and(known));
        return new Levels(all);
    }

    /** Whether a level at or past a commit has arrived at the location. */
    boolean reached(String location, String commit) {
        Level level = byLocation.get(location);
        return level != null && level.sequence().commit().compareTo(commit) >= 0;
    }

    /** Whether a level at or past a commit has arrived anywhere. */
    boolean reachedAnywhere(String commit) {
        return byLocation.values().stream()
                .anyMatch(level -> level.sequence().commit().compareTo(commit) >= 0);
    }

    /** Whether a level of the location was committed after that time. */
    boolean committedAfter(String location, Instant time) {
        Level level = byLocation.get(location);
        return level != null && level.asOf().isAfter(time);
    }

    /** Whether a level of the location says that it includes the sales of that time. */
    boolean includesSales(String location, Instant time) {
        Level level = byLocation.get(location);
        return level != null
                && level.salesUntil() != null
                && !level.salesUntil().isBefore(time);
    }

    /** Whether a level of the location was committed after that time that does not say which sales it includes. */
    boolean committedUntoldAfter(String location, Instant time) {
        Level level = byLocation.get(location);
        return level != null && level.untoldAsOf() != null && level.untoldAsOf().isAfter(time);
    }
}
