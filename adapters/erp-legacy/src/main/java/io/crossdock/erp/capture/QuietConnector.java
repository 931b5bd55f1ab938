package io.crossdock.erp.capture;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for PostgreSQL, whose heartbeats tell how far the log was read though nothing in it was for us. */
@SuppressWarnings("unchecked") // of what Debezium overrides itself
public final class QuietConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return QuietTask.class;
    }
}
