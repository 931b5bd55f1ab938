package io.crossdock.hub.availability;

import io.crossdock.canonical.LocationId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The locations that pieces may be taken from, as one text: sorted, with commas; empty means any location. */
final class Pool {

    static final String ANYWHERE = "";

    private static final String SEPARATOR = ",";

    private Pool() {}

    static String of(Collection<LocationId> locations) {
        return locations.stream().map(LocationId::value).distinct().sorted().collect(Collectors.joining(SEPARATOR));
    }

    static List<LocationId> locations(String pool) {
        return pool.isEmpty()
                ? List.of()
                : Arrays.stream(pool.split(SEPARATOR)).map(LocationId::new).toList();
    }

    /** Whether it is one location. */
    static boolean isOne(String pool) {
        return !pool.isEmpty() && !pool.contains(SEPARATOR);
    }

    static boolean contains(String pool, String location) {
        return pool.equals(ANYWHERE) || (SEPARATOR + pool + SEPARATOR).contains(SEPARATOR + location + SEPARATOR);
    }
}
