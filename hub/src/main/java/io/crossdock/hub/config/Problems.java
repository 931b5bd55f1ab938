package io.crossdock.hub.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one file, so that all are told at once. */
public final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    /** Notes a mistake once, however many readers of the same key come across it. */
    public void add(String key, String what, String allowed) {
        if (found.stream()
                .noneMatch(known -> known.key().equals(key) && known.what().equals(what))) {
            found.add(new Problem(file, key, what, allowed));
        }
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }
}
