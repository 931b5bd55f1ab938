package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.bench.JavaProcess;
import io.crossdock.bench.cdc.BenchErp.Backlog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Many rows changed at once, as by a nightly job: every contender finds the same rows in the log and reads them through. */
final class Burst {

    private final Backbone backbone;
    private final BenchErp erp;
    private final Slots slots;

    Burst(Backbone backbone, BenchErp erp, Slots slots) {
        this.backbone = backbone;
        this.erp = erp;
        this.slots = slots;
    }

    /** Lets a contender make its slot and read the tables once. */
    void prepare(Contender contender) throws IOException, SQLException {
        contender.makeTopics(backbone);
        try (JavaProcess process = contender.start(backbone, erp)) {
            slots.awaitMade(contender, process);
            slots.awaitPassed(contender, process, erp.changeLevels(1));
        }
    }

    /**
     * @param warmUp rows before the measuring, while the JVM compiles
     * @param order in which the contenders have their turn
     */
    Map<Contender, Turn> round(int warmUp, int rows, List<Contender> order) throws IOException, SQLException {
        Backlog first = erp.changeLevels(warmUp);
        Backlog then = erp.changeLevels(rows);
        Map<Contender, Turn> turns = new EnumMap<>(Contender.class);
        for (Contender contender : order) {
            turns.put(contender, turn(contender, first, then));
        }
        return turns;
    }

    private Turn turn(Contender contender, Backlog first, Backlog then) throws IOException, SQLException {
        long before = written(contender);
        try (JavaProcess process = contender.start(backbone, erp)) {
            long beganNanos = slots.awaitPassed(contender, process, first);
            Duration cpu = process.cpu();
            long endedNanos = slots.awaitPassed(contender, process, then);
            Turn turn = new Turn(
                    then.rows() * 1e9 / (endedNanos - beganNanos),
                    process.cpu().minus(cpu).toNanos() / 1e3 / then.rows());
            long kept = written(contender) - before;
            if (contender != Contender.BARE && kept < first.rows() + then.rows()) {
                throw new IllegalStateException(
                        contender.label() + " wrote " + kept + " records of " + (first.rows() + then.rows()));
            }
            return turn;
        }
    }

    private long written(Contender contender) {
        String topic = contender.topics().stock();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < Contender.PARTITIONS; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try (Admin admin = Contender.clients(backbone).admin()) {
            return admin.listOffsets(ends).all().toCompletionStage().toCompletableFuture().join().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}
