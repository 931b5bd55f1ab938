package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.priced;
import static io.crossdock.hub.availability.Events.revised;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What compaction leaves of a topic is its newest events, whatever was replayed into it. */
class NewestTest {

    private static final int SEEDS = Boolean.getBoolean("crossdock.long") ? 10_000 : 200;
    private static final List<String> SKUS = List.of("A", "B", "C");

    @Test
    void an_older_price_that_is_replayed_is_followed_by_the_newest() {
        // given
        Log log = new Log();
        CanonicalEvent old = priced("A", "9.90", 1);
        CanonicalEvent now = priced("A", "12.50", 2);
        // when
        log.write(old, now, old);
        log.readToTheEnd();
        // then
        assertThat(log.events).containsExactly(old, now, old, now);
    }

    @Test
    void a_lower_revision_is_older_than_a_higher_one_of_the_same_fact() {
        // given
        Log log = new Log();
        CanonicalEvent wrong = priced("A", "990", 1);
        CanonicalEvent mended = revised(wrong, 2, priced("A", "9.90", 1).data());
        // when
        log.write(wrong, mended, wrong);
        log.readToTheEnd();
        // then
        assertThat(log.compacted()).containsExactly(Map.entry("A", mended));
    }

    @Test
    void in_any_order_the_last_record_of_each_key_ends_up_as_its_newest() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            Map<String, CanonicalEvent> newest = new HashMap<>();
            List<CanonicalEvent> delivered = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String sku = SKUS.get(random.nextInt(SKUS.size()));
                int commit = random.nextInt(5);
                int revision = random.nextInt(3);
                CanonicalEvent fact = priced(sku, commit + "." + revision + "0", commit);
                CanonicalEvent event = revised(fact, revision, fact.data());
                newest.merge(sku, event, NewestTest::newer);
                delivered.addAll(Collections.nCopies(1 + random.nextInt(5), event));
            }
            Collections.shuffle(delivered, random);
            // when
            Log log = new Log();
            for (CanonicalEvent event : delivered) {
                log.write(event);
                while (random.nextInt(3) > 0 && log.readOne()) {
                    // sometimes it is behind, sometimes not
                }
            }
            log.readToTheEnd();
            // then
            assertThat(log.compacted()).as("seed %s", seed).isEqualTo(newest);
        }
    }

    private static CanonicalEvent newer(CanonicalEvent one, CanonicalEvent other) {
        return Recency.of(one).compareTo(Recency.of(other)) >= 0 ? one : other;
    }

    /** A topic of one partition with the processor behind it, which reads when it is told to and writes to its end. */
    private static final class Log {

        private final List<CanonicalEvent> events = new ArrayList<>();
        private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>(new Properties());
        private final NewestProcessor processor = new NewestProcessor(NewestProcessor.PRICES, new SkippedRecords());
        private int read;

        Log() {
            KeyValueStore<String, Newest> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(NewestProcessor.PRICES),
                            Serdes.String(),
                            StateJson.serde(Newest.class))
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            processor.init(context);
        }

        void write(CanonicalEvent... more) {
            events.addAll(List.of(more));
        }

        boolean readOne() {
            if (read == events.size()) {
                return false;
            }
            var record = CloudEventHeaders.record("", events.get(read));
            read++;
            context.resetForwards();
            processor.process(new Record<>(record.key(), record.value(), 0, record.headers()));
            for (var forwarded : context.forwarded()) {
                Record<? extends byte[], ? extends byte[]> again = forwarded.record();
                events.add(CloudEventHeaders.event(again.headers(), again.value()));
            }
            return true;
        }

        void readToTheEnd() {
            while (readOne()) {
                // until it is where the topic ends
            }
        }

        Map<String, CanonicalEvent> compacted() {
            Map<String, CanonicalEvent> last = new HashMap<>();
            for (CanonicalEvent event : events) {
                last.put(event.subject(), event);
            }
            return last;
        }
    }
}
