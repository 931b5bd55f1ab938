package io.crossdock.bench.normalize;

import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Who takes part. All but the copy write the same events; the slow get a part of the records, for the same time. */
enum Contender {
    COPY("bare copy loop", 1, Contender::copyLoop),
    HANDWRITTEN("hand-written loop", 1, Contender::handwrittenLoop),
    ENGINE("Crossdock: the normalize route", 1, Engine::new),
    PLAIN_ROUTE("Camel: from(kafka).bean().to(kafka)", 20, PlainRoute::start),
    STOCK_BATCHING("Camel: batching consumer, manual commits", 1, StockBatchingRoute::start),
    SPRING_INTEGRATION("Spring Integration: Kafka channel adapters", 1, SpringIntegrationFlow::new);

    private final String label;
    private final int share;
    private final Function<Work, Running> start;

    Contender(String label, int share, Function<Work, Running> start) {
        this.label = label;
        this.share = share;
        this.start = start;
    }

    /** What it does, until it is closed. */
    interface Running extends AutoCloseable {

        @Override
        void close();
    }

    private static Running copyLoop(Work work) {
        return new KafkaLoop(
                work,
                COPY.group(work),
                read -> new ProducerRecord<>(work.orders(), null, null, read.key(), read.value(), read.headers()));
    }

    private static Running handwrittenLoop(Work work) {
        return new KafkaLoop(work, HANDWRITTEN.group(work), new SameWork(work)::translated);
    }

    String label() {
        return label;
    }

    /** How many of so many measured records it gets. */
    int part(int records) {
        return records / share;
    }

    boolean translates() {
        return this != COPY;
    }

    Running start(Work work) {
        return start.apply(work);
    }

    /** The consumer group by which its progress can be seen. */
    String group(Work work) {
        return work.topics().group("normalize", this == ENGINE ? work.channel().value() : "rival");
    }
}
