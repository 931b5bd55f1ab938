package io.crossdock.bench.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * Camel's own batches, by the one configuration of it that loses nothing (docs/adr/0006): manual commits of each
 * partition's last record, after a send that waits for all acks.
 */
final class StockBatchingRoute extends RouteBuilder {

    private final Work work;
    private final String group;

    private StockBatchingRoute(Work work, String group) {
        this.work = work;
        this.group = group;
    }

    static Contender.Running start(Work work) {
        return new CamelRival(new StockBatchingRoute(work, Contender.STOCK_BATCHING.group(work)));
    }

    @Override
    public void configure() {
        String batches = "batching=true&pollTimeoutMs=20&batchingIntervalMs=20&autoCommitEnable=false"
                + "&allowManualCommit=true&breakOnFirstError=true&pollOnError=RECONNECT";
        Batch batch = new Batch(new SameWork(work));
        from(CamelRival.from(work, group, batches))
                .bean(batch, "translate")
                .to(CamelRival.to(work, "&batchWithIndividualHeaders=true&synchronous=true"))
                .bean(batch, "commit");
    }

    /** The beans. */
    public static final class Batch {

        private static final String PARTITION = "partition";

        private final SameWork work;

        Batch(SameWork work) {
            this.work = work;
        }

        public void translate(Exchange batch) {
            for (Object child : batch.getMessage().getBody(List.class)) {
                Exchange record = (Exchange) child;
                record.setProperty(PARTITION, record.getMessage().getHeader(KafkaConstants.PARTITION));
                CamelRival.translate(record, work);
            }
        }

        /** Each partition's last record stands for all before it. */
        public void commit(Exchange batch) {
            Map<Integer, KafkaManualCommit> last = new HashMap<>();
            for (Object child : batch.getMessage().getBody(List.class)) {
                KafkaManualCommit commit = ((Exchange) child)
                        .getMessage()
                        .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
                last.put(((Exchange) child).getProperty(PARTITION, Integer.class), commit);
            }
            last.values().forEach(KafkaManualCommit::commit);
        }
    }
}
