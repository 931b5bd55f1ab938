package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.priced;
import static io.crossdock.hub.availability.Events.revised;
import static java.nio.charset.StandardCharsets.UTF_8;
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
    void what_a_later_release_said_of_the_newest_is_said_again() {
        // given
        Log log = new Log();
        var newest = CloudEventHeaders.record("", priced("A", "12.50", 2));
        byte[] longer = new String(newest.value(), UTF_8)
                .replaceFirst("\\{", "{\"later\": 1, ")
                .getBytes(UTF_8);
        newest.headers().add("ce_later", "1".getBytes(UTF_8));
        log.process(new Record<>(newest.key(), longer, 0, newest.headers()));
        // when
        var again = log.process(record(priced("A", "9.90", 1))).get(0);
        // then
        assertThat(again.value()).isEqualTo(longer);
        assertThat(again.headers().lastHeader("ce_later").value()).isEqualTo("1".getBytes(UTF_8));
    }

    @Test
    void what_is_no_event_is_left_alone_and_a_deleted_key_is_forgotten() {
        // given
        Log log = new Log();
        byte[] key = "A".getBytes(UTF_8);
        log.process(record(priced("A", "12.50", 2)));
        // when
        var ofGarbage = log.process(new Record<>(key, "no event".getBytes(UTF_8), 0));
        var ofDeletion = log.process(new Record<>(key, null, 0));
        // then
        assertThat(ofGarbage).isEmpty();
        assertThat(ofDeletion).isEmpty();
        assertThat(log.process(record(priced("A", "9.90", 1)))).isEmpty();
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

    private static Record<byte[], byte[]> record(CanonicalEvent event) {
        var record = CloudEventHeaders.record("", event);
        return new Record<>(record.key(), record.value(), 0, record.headers());
    }

    private static CanonicalEvent newer(CanonicalEvent one, CanonicalEvent other) {
        return Recency.of(one).compareTo(Recency.of(other)) >= 0 ? one : other;
    }

    /** A topic of one partition with the processor behind it, which reads when it is told to and writes to its end. */
    private static final class Log {

        private final List<CanonicalEvent> events = new ArrayList<>();
        private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>(new Properties());
        private final NewestProcessor processor = new NewestProcessor(NewestProcessor.PRICES);
        private int read;

        Log() {
            KeyValueStore<String, Newest> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(NewestProcessor.PRICES), Serdes.String(), Newest.SERDE)
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
            for (var again : process(record(events.get(read++)))) {
                events.add(CloudEventHeaders.event(again.headers(), again.value()));
            }
            return true;
        }

        /** What it writes then. */
        List<Record<? extends byte[], ? extends byte[]>> process(Record<byte[], byte[]> record) {
            context.resetForwards();
            processor.process(record);
            List<Record<? extends byte[], ? extends byte[]>> written = new ArrayList<>();
            context.forwarded().forEach(forwarded -> written.add(forwarded.record()));
            return written;
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
