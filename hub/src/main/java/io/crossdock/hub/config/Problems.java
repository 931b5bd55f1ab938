package io.crossdock.hub.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one file, so that all are told at once. */
public final class Problems {

    private final String file;
    private final List<Problem> found;

    public Problems(String file) {
        this(file, new ArrayList<>());
    }

    private Problems(String file, List<Problem> found) {
        this.file = file;
        this.found = found;
    }

    public void add(String key, String what, String allowed) {
        found.add(new Problem(file, key, what, allowed));
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }
}
