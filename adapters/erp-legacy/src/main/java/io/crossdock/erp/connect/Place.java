package io.crossdock.erp.connect;

/** Where a record stands. */
public record Place(Partition partition, long offset) {

    /** A partition of a topic. */
    public record Partition(String topic, int number) {

        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
