package io.crossdock.bench.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.spi.InboundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A journal that is filled once and read by one contender after the other. */
final class Journal {

    static final int PARTITIONS = 6;

    private static final int AT_ONCE = 2_000;

    /** A broker that does not lead a new partition yet refuses some of several requests, and the rest come out of order. */
    private static final Map<String, Object> ONE_REQUEST =
            Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);

    private Journal() {}

    /** Makes the topics and writes so many records, as ingest would. */
    static void fill(Work work, int records, IntFunction<InboundRecord> record) {
        try (Admin admin = work.clients().admin();
                Producer<byte[], byte[]> producer = work.clients().producer("bench-journal", ONE_REQUEST)) {
            new TopicSetup(work.topics(), PARTITIONS, 1, 1).ensure(admin, Set.of(work.channel()), Set.of());
            for (int from = 0; from < records; from += AT_ONCE) {
                List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>(AT_ONCE);
                for (int number = from; number < Math.min(records, from + AT_ONCE); number++) {
                    some.add(journaled(work, record.apply(number)));
                }
                PipelinedSend.all(producer, some);
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> journaled(Work work, InboundRecord inbound) {
        return new ProducerRecord<>(
                work.journal(), null, null, inbound.key().getBytes(UTF_8), inbound.body(), JournalHeaders.of(inbound));
    }
}
