package io.crossdock.hub.poll;

import java.util.Optional;

/** What is odd though a system answers; from one page to the next. */
final class PollDoubts {

    /** No system's limit is smaller, and in fewer records an overlap alone is likely. */
    private static final int SMALLEST_LIMIT = 10;

    private final Paging paging;
    private int largest;
    private String told;

    PollDoubts(Paging paging) {
        this.paging = paging;
    }

    Optional<String> told() {
        return Optional.ofNullable(told);
    }

    /**
     * @param records of the page
     * @param isDated whether one of them says when it was changed
     * @param isStill whether all were known and the cursor stays
     * @param isForgotten whether a sweep meets more things than are remembered
     */
    void after(int records, boolean isDated, boolean isStill, boolean isForgotten) {
        largest = Math.max(largest, records);
        if (paging.isByTime() && !isDated && records > 0) {
            told = "none of " + records + " records says when it was changed";
        } else if (paging.isByTime()
                && paging.isWhole()
                && isStill
                && records == largest
                && records >= SMALLEST_LIMIT) {
            told = "all " + records
                    + " records of the answer were known, and none was ever longer; if the system cuts it"
                    + " there, nothing new comes";
        } else if (isForgotten) {
            told = "there is more to read than is remembered, and all of it is journaled each time";
        } else {
            told = null;
        }
    }
}
