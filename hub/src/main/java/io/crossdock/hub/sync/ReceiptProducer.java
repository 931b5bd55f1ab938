package io.crossdock.hub.sync;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * The producer by which all channels of a process write receipts, so that those of a moment are one request and not one for
 * each channel. It is made for the first session and closed after the last. A session that fails leaves it to the others:
 * whoever begins afterwards gets a new one, should it have been the reason. For any thread.
 */
final class ReceiptProducer {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private Shared current;

    /** @param made makes one where there is none */
    synchronized Share join(Supplier<Producer<byte[], byte[]>> made) {
        if (current == null) {
            current = new Shared(made.get());
        }
        current.sessions++;
        return new Share(current);
    }

    private synchronized void retire(Shared failed) {
        if (current == failed) {
            current = null;
        }
    }

    private synchronized boolean isLast(Shared left) {
        left.sessions--;
        if (left.sessions == 0) {
            retire(left);
        }
        return left.sessions == 0;
    }

    private static final class Shared {

        private final Producer<byte[], byte[]> producer;
        private int sessions;

        private Shared(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }
    }

    /** One session's; closed once, by its thread. */
    final class Share implements AutoCloseable {

        private final Shared shared;

        private Share(Shared shared) {
            this.shared = shared;
        }

        Producer<byte[], byte[]> producer() {
            return shared.producer;
        }

        /** Its session failed. */
        void failed() {
            retire(shared);
        }

        @Override
        public void close() {
            if (isLast(shared)) {
                shared.producer.close(CLOSE_WITHIN);
            }
        }
    }
}
