package io.crossdock.erp.capture;

import io.debezium.config.Configuration;
import io.debezium.connector.mariadb.MariaDbConnectorTask;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Where {@link QuietTask#LEAN} is set, it hands over what it read without waiting, and all of it as one record. */
public final class BinlogTask extends MariaDbConnectorTask {

    private volatile EngineQueue queue;
    private boolean isLean;

    @Override
    public ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> start(Configuration config) {
        isLean = config.getBoolean(QuietTask.LEAN, false);
        ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> started = super.start(config);
        queue = isLean ? EngineQueue.of(MariaDbConnectorTask.class, this).orElse(null) : null;
        return started;
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records = queue == null ? super.doPoll() : queue.take();
        return isLean && !records.isEmpty() ? List.of(PolledRecords.asOne(records)) : records;
    }
}
