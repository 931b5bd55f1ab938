package io.crossdock.hub.normalize;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Where something of ours broke: classes and frames only, for the messages of exceptions quote what they choked on. */
public final class Breakage {

    private static final int FRAMES = 30;

    private Breakage() {}

    /** As a stack trace without messages; of each cause the first frames. */
    public static String of(Throwable broken) {
        StringBuilder told = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable next = broken; next != null && seen.add(next); next = next.getCause()) {
            told.append(told.isEmpty() ? "" : "\ncaused by ")
                    .append(next.getClass().getName());
            StackTraceElement[] frames = next.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                told.append("\n\tat ").append(frames[i]);
            }
        }
        return told.toString();
    }
}
