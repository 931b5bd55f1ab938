package io.crossdock.hub.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What somebody may have meant who mistyped a name. */
final class Nearest {

    private Nearest() {}

    /** Names that are looked at one by one, of which only the nearest are kept. */
    static final class Search implements Consumer<String> {

        private static final int KEPT = 3;

        private final String typed;
        private final TreeSet<String> nearest;

        Search(String typed) {
            this.typed = typed;
            this.nearest = new TreeSet<>(order(typed));
        }

        @Override
        public void accept(String name) {
            if (isNear(typed, name) && nearest.add(name) && nearest.size() > KEPT) {
                nearest.pollLast();
            }
        }

        /** The nearest first. */
        List<String> found() {
            return List.copyOf(nearest);
        }
    }

    private static Comparator<String> order(String typed) {
        return Comparator.comparingInt((String name) -> changes(typed, name)).thenComparing(name -> name);
    }

    private static boolean isNear(String typed, String name) {
        return changes(typed, name) * 3 <= Math.max(typed.length(), name.length());
    }

    /** The known name that takes the fewest changes of a letter, where that is at most every third one. */
    static Optional<String> to(String typed, Collection<String> known) {
        return known.stream().min(order(typed)).filter(name -> isNear(typed, name));
    }

    /** Levenshtein's distance. */
    private static int changes(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
