package io.crossdock.bench.translation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.bench.orders.OrderBodies;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventValidation;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.marketplaces.shopify.ShopifyTranslation;
import io.crossdock.spi.Channel;
import io.crossdock.spi.InboundRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One order at a time on one core, by the parts of its way: what is read from the journal to what Kafka is given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBenchmark {

    private static final int BODIES = 1_024;

    private final Channel channel = BenchChannel.CHANNEL;
    private final ShopifyTranslation translation = new ShopifyTranslation();
    private final JsonMapper databind = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final List<InboundRecord> records;
    private final List<CanonicalEvent> events;
    private int next;

    /** Kept, so that no compiler may leave out the reading. */
    PlainOrder read;

    public TranslationBenchmark() {
        OrderBodies bodies = new OrderBodies();
        records = IntStream.range(0, BODIES)
                .mapToObj(number -> BenchChannel.inbound(number, bodies.of(number)))
                .toList();
        events = records.stream()
                .map(inbound -> translation.translate(inbound, channel).get(0))
                .toList();
    }

    /** The translation itself: parse, map, validate, write. */
    @Benchmark
    public byte[] whole() {
        CanonicalEvent event =
                translation.translate(records.get(next()), channel).get(0);
        return EventJson.write(EventValidation.check(event).data());
    }

    @Benchmark
    public CanonicalEvent parseAndMap() {
        return translation.translate(records.get(next()), channel).get(0);
    }

    @Benchmark
    public CanonicalEvent validate() {
        return EventValidation.check(events.get(next()));
    }

    @Benchmark
    public byte[] write() {
        return EventJson.write(events.get(next()).data());
    }

    /** The whole record for Kafka: what {@link #write} does, and the envelope. */
    @Benchmark
    public ProducerRecord<byte[], byte[]> writeWithEnvelope() {
        return CloudEventHeaders.record("orders", events.get(next()));
    }

    /** Plain databind for the same members, without limits, digests and mapping; then the same validation and writing. */
    @Benchmark
    public byte[] plainDatabind() throws IOException {
        int number = next();
        read = databind.readValue(records.get(number).body(), PlainOrder.class);
        return databind.writeValueAsBytes(
                EventValidation.check(events.get(number)).data());
    }

    private int next() {
        next = (next + 1) % BODIES;
        return next;
    }
}
