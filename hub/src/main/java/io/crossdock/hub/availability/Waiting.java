package io.crossdock.hub.availability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The documents whose claims on an item wait for a level. A few are named beside the item, so that a level finds them
 * without looking; of more there are marks among the claims.
 *
 * @param isMarked whether there may be marks
 */
record Waiting(SortedSet<String> documents, boolean isMarked) {

    static final Waiting NONE = new Waiting(Collections.emptySortedSet(), false);

    /** Of an item that was stored when there were only marks. */
    static final Waiting MARKED = new Waiting(Collections.emptySortedSet(), true);

    /** An item that many documents wait with must not grow with every one. */
    static final int MOST_NAMED = 8;

    Waiting {
        documents = documents == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(documents);
    }

    void write(StateWriter out) {
        out.list(documents, (document, to) -> to.text(document)).flag(isMarked);
    }

    static Waiting read(StateReader in) {
        List<String> documents = in.list(StateReader::text);
        boolean isMarked = in.flag();
        return documents.isEmpty() ? (isMarked ? MARKED : NONE) : new Waiting(new TreeSet<>(documents), isMarked);
    }

    /** The named ones and those with marks. */
    List<String> all(Claims claims) {
        List<String> all = new ArrayList<>(documents);
        if (isMarked) {
            all.addAll(claims.waiting());
        }
        return all;
    }

    Waiting with(String document, Claims claims) {
        if (documents.size() < MOST_NAMED) {
            SortedSet<String> more = new TreeSet<>(documents);
            more.add(document);
            return new Waiting(more, isMarked);
        }
        claims.waits(document, true);
        return new Waiting(documents, true);
    }

    Waiting without(String document, Claims claims) {
        if (!documents.contains(document)) {
            claims.waits(document, false);
            return this;
        }
        SortedSet<String> less = new TreeSet<>(documents);
        less.remove(document);
        return new Waiting(less, isMarked);
    }

    /** After a look at all: without marks where there are none any more. */
    Waiting looked(int marks) {
        return isMarked && marks == 0 ? new Waiting(documents, false) : this;
    }
}
