package io.crossdock.erp.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** What of its log the database still has. */
interface KeptLog {

    /** @param engine the settings of Debezium's engine */
    static KeptLog of(Map<String, String> engine) {
        String connector = engine.get("connector.class");
        return switch (connector) {
            case PostgresLog.CONNECTOR -> ReplicationSlot.of(engine);
            case MariaDbLog.CONNECTOR -> KeptBinlog.of(engine);
            default -> throw new ConnectException("what " + connector + " reads is not known");
        };
    }

    /**
     * Looks between reading where to go on and going on.
     *
     * @param offset from where the log is to be read; empty when the tables are to be read first
     * @throws ConnectException when the log does not reach back to there: going on would leave a gap
     */
    void check(Optional<JsonNode> offset);
}
