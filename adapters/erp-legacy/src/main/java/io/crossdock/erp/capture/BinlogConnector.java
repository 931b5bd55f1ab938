package io.crossdock.erp.capture;

import io.debezium.connector.mariadb.MariaDbConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for MariaDB, whose changes are taken as soon as they are read. */
@SuppressWarnings("unchecked") // of what Debezium overrides itself
public final class BinlogConnector extends MariaDbConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return BinlogTask.class;
    }
}
