package io.crossdock.hub.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Fetch;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A channel's fetch route without Kafka and Camel: a system that answers as it is told, an action and a writer. */
final class FetchUnderTest implements Fetch {

    static final Channel CHANNEL = new Channel(new ChannelId("till"), "square", "EUR", List.of(), Map.of(), Map.of());

    final Map<String, Failure> failing = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    Failure away;
    int answerBytes = 2;
    private final Topics topics = new Topics("crossdock");
    private final FetchAction action;
    private final FetchedWriter writer;
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    FetchUnderTest() {
        this(Sealing.NONE);
    }

    FetchUnderTest(Sealing sealing) {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
        context.getRegistry().bind("sealing", sealing);
        action = new FetchAction(clock);
        action.setCamelContext(context);
        action.setChannel("till");
        action.setUrl("http://127.0.0.1:9");
        action.setFetch(this);
        writer = new FetchedWriter(kafka, topics, new SimpleMeterRegistry(), clock, sealing);
    }

    @Override
    public Optional<InboundRecord> fetch(InboundRecord thin, Channel channel, Api api) {
        asked.add(thin.key());
        Failure failure = away == null ? failing.get(thin.key()) : away;
        if (failure != null) {
            throw failure;
        }
        return Optional.of(inbound(thin.key(), new byte[answerBytes]));
    }

    /** Whether the batch of records whose keys and offsets are these numbers need not come again. */
    boolean takes(long from, long to) {
        try {
            writer.write(action.fetch(
                    LongStream.range(from, to).mapToObj(FetchUnderTest::thin).toList()));
            return true;
        } catch (Failure waits) {
            return false;
        }
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    List<String> journaled() {
        return keys(topics.journal(CHANNEL.id()));
    }

    List<String> deadLetters() {
        return keys(topics.deadLetters());
    }

    private List<String> keys(String topic) {
        return kafka.history().stream()
                .filter(sent -> sent.topic().equals(topic))
                .map(sent -> new String(sent.key(), UTF_8))
                .toList();
    }

    private static Journaled thin(long number) {
        return new Journaled(inbound(Long.toString(number), new byte[0]), 0, number);
    }

    private static InboundRecord inbound(String key, byte[] body) {
        return new InboundRecord(CHANNEL.id(), "id-" + key, "order", key, "application/json", body, Instant.EPOCH, "t");
    }
}
