package io.crossdock.hub.sync;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Where the receipts stand that a session has written and not read back yet: it knows what they say, and reading them is
 * half of all that a session reads. For one thread.
 */
final class OwnReceipts {

    private final Map<Integer, Queue<Long>> unread = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();

    /** A receipt is durable there, and what it says is known. */
    void written(int partition, long offset) {
        if (last.getOrDefault(partition, -1L) < offset) {
            unread.computeIfAbsent(partition, number -> new ArrayDeque<>()).add(offset);
        }
    }

    /** Whether the receipt that is read next from a partition is an own one; to be asked of each, in their order. */
    boolean isOwn(int partition, long offset) {
        last.put(partition, offset);
        Queue<Long> offsets = unread.get(partition);
        while (offsets != null && !offsets.isEmpty() && offsets.peek() <= offset) {
            if (offsets.poll() == offset) {
                return true;
            }
        }
        return false;
    }

    /** The partition has another owner, or is to be read from its beginning. */
    void drop(int partition) {
        unread.remove(partition);
        last.remove(partition);
    }
}
