package io.crossdock.hub.replay;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import io.crossdock.hub.letters.Settlement;
import io.crossdock.hub.normalize.EventWriter;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.hub.normalize.Translated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Translates a span of a channel's journal anew, a batch at a time and each partition in its order, and writes what comes
 * of it. The journal and the hub's place in it stay as they are (docs/adr/0014).
 */
public final class SpanReplay {

    /** Records stand in the order of their arrival, which is that of their times but for the clocks of processes. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final KafkaClients clients;
    private final Topics topics;
    private final ChannelId channel;
    private final Function<List<Journaled>, List<Translated>> translation;

    /** @param translation what the channel's translate Kamelet does with a batch */
    public SpanReplay(
            KafkaClients clients,
            Topics topics,
            ChannelId channel,
            Function<List<Journaled>, List<Translated>> translation) {
        this.clients = clients;
        this.topics = topics;
        this.channel = channel;
        this.translation = translation;
    }

    /**
     * Only tells what would become of the span, and writes nothing.
     *
     * @param from of the first record
     * @param to after the last record
     * @param progress is told after each batch
     */
    public SpanResult rehearse(Instant from, Instant to, Consumer<SpanResult> progress) {
        SpanResult result = new SpanResult();
        each(from, to, batch -> {
            batch.forEach(translated -> count(translated, result));
            progress.accept(result);
        });
        return result;
    }

    /**
     * @param events takes each batch and returns after every ack
     * @param settlement notes the open dead letters whose records can be translated now
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it; begun again, it has no second
     *     effect
     */
    public SpanResult run(
            Instant from, Instant to, EventWriter events, Settlement settlement, Consumer<SpanResult> progress) {
        OpenLetters open = OpenLetters.of(new Letters(clients, topics), channel, from);
        SpanResult result = new SpanResult();
        each(from, to, batch -> {
            List<Translated> news = new ArrayList<>();
            List<Found> mended = new ArrayList<>();
            for (Translated translated : batch) {
                count(translated, result);
                String position = translated.journaled().position();
                if (translated.failure().isEmpty()) {
                    news.add(translated);
                    open.take(position).ifPresent(mended::add);
                } else if (!open.has(position)) {
                    news.add(translated);
                }
            }
            events.write(news);
            settlement.translated(mended);
            result.settled(mended.size());
            progress.accept(result);
        });
        return result;
    }

    private void each(Instant from, Instant to, Consumer<List<Translated>> batches) {
        String group = topics.group("replay", channel.value());
        try (TopicScan scan = TopicScan.of(clients, group, topics.journal(channel), from, to.plus(CLOCKS))) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                List<Journaled> records = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> journaled : batch) {
                    long at = journaled.timestamp();
                    if (at >= from.toEpochMilli() && at < to.toEpochMilli()) {
                        records.add(Journaled.read(journaled, channel));
                    }
                }
                if (!records.isEmpty()) {
                    batches.accept(translation.apply(records));
                }
            }
        }
    }

    private static void count(Translated translated, SpanResult result) {
        result.add(translated.revision(), translated.events().size());
        translated.failure().ifPresent(failure -> result.add(failure.kind()));
    }
}
