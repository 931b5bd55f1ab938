package io.crossdock.hub.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest records of one partition, without a gap. For any thread. */
final class RecentRecords {

    /** Some hundred to thousand events. */
    private static final int BYTES = 1 << 20;

    /** Of a record besides its key and value: headers and objects. */
    private static final int OVERHEAD = 500;

    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long begin;
    private long end;
    private long bytes;

    /** What there is from a position on. */
    record Reading(List<ConsumerRecord<byte[], byte[]>> records, long end) {}

    /** @param begin the offset from which on all will be added */
    RecentRecords(long begin) {
        this.begin = begin;
        this.end = begin;
    }

    /**
     * @param more in their order, and next to those before
     * @param position where reading goes on after them
     */
    synchronized void add(List<ConsumerRecord<byte[], byte[]>> more, long position) {
        for (ConsumerRecord<byte[], byte[]> added : more) {
            records.addLast(added);
            bytes += size(added);
        }
        end = position;
        while (bytes > BYTES) {
            ConsumerRecord<byte[], byte[]> oldest = records.removeFirst();
            bytes -= size(oldest);
            begin = oldest.offset() + 1;
        }
    }

    /** @return empty where some of what is wanted is no longer, or was never, held here */
    synchronized Optional<Reading> from(long offset) {
        if (offset < begin) {
            return Optional.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>();
        Iterator<ConsumerRecord<byte[], byte[]>> newestFirst = records.descendingIterator();
        while (newestFirst.hasNext()) {
            ConsumerRecord<byte[], byte[]> next = newestFirst.next();
            if (next.offset() < offset) {
                break;
            }
            wanted.add(next);
        }
        Collections.reverse(wanted);
        return Optional.of(new Reading(wanted, Math.max(offset, end)));
    }

    private static long size(ConsumerRecord<byte[], byte[]> of) {
        return OVERHEAD + Math.max(0, of.serializedKeySize()) + (long) Math.max(0, of.serializedValueSize());
    }
}
