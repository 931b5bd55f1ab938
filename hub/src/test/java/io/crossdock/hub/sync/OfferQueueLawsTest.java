package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a channel does to a queue, it ends with the newest wish and never steps back on the way. */
class OfferQueueLawsTest {

    private static final int ITEMS = 12;
    private static final int STEPS = 4_000;

    static List<Long> seeds() {
        return new Random(20260102).longs(40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void versions_never_fall_and_the_channel_ends_with_the_newest_wish(long seed) {
        World world = new World(seed);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        world.calmDown();
        assertThat(world.shown).as("seed %d", seed).isEqualTo(world.newest);
    }

    /** A channel that answers late, in any order, with any failure, and whose unanswered writes may have been done. */
    private static final class World {
        private final Random random;
        private final OfferQueue queue;
        private final List<Attempt> inFlight = new ArrayList<>();
        private final List<Runnable> readBack = new ArrayList<>();
        private final Map<Sku, Receipt> receipts = new HashMap<>();
        private final Map<Sku, Long> versions = new HashMap<>();
        private final Map<Sku, Long> newest = new HashMap<>();
        private final Map<Sku, Long> shown = new HashMap<>();
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        World(long seed) {
            random = new Random(seed);
            queue = new OfferQueue(
                    new ChannelId("acme-eu"),
                    new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(seed)),
                    PriceGuard.NONE);
        }

        void step() {
            now = now.plusMillis(random.nextInt(100));
            switch (random.nextInt(8)) {
                case 0, 1 -> want(random.nextInt(5));
                case 2 -> repeatOld();
                case 3, 4 -> take();
                case 5, 6 -> answer(random.nextInt(6));
                default -> {
                    if (!readBack.isEmpty()) {
                        readBack.remove(random.nextInt(readBack.size())).run();
                    }
                    if (inFlight.isEmpty() && random.nextInt(20) == 0) {
                        restart();
                    }
                }
            }
        }

        private Sku sku() {
            return new Sku("S-" + random.nextInt(ITEMS));
        }

        private void want(long quantity) {
            Sku sku = sku();
            versions.merge(sku, 1L, Long::sum);
            newest.put(sku, quantity);
            queue.wantQuantity(0, sku, new Wanted<>(quantity, versions.get(sku), now, null), now);
        }

        /** An older record again, as after a rebalance of whoever wrote it. */
        private void repeatOld() {
            Sku sku = sku();
            long version = versions.getOrDefault(sku, 0L);
            if (version > 1) {
                queue.wantQuantity(0, sku, new Wanted<>(99L, version - 1, now, null), now);
            }
        }

        private void take() {
            for (Attempt attempt : queue.take(1 + random.nextInt(4), now)) {
                Sku sku = attempt.offer().sku();
                Set<Sku> busy = new HashSet<>();
                inFlight.forEach(other -> busy.add(other.offer().sku()));
                assertThat(busy).doesNotContain(sku);
                Receipt receipt = receipts.get(sku);
                if (receipt != null) {
                    assertThat(attempt.quantity().version())
                            .isGreaterThanOrEqualTo(receipt.quantity().version());
                }
                assertThat(attempt.offer().quantity()).as("an older record's").isNotEqualTo(99L);
                inFlight.add(attempt);
            }
        }

        private void answer(int how) {
            if (inFlight.isEmpty()) {
                return;
            }
            Attempt attempt = inFlight.remove(random.nextInt(inFlight.size()));
            Sku sku = attempt.offer().sku();
            switch (how) {
                case 0 -> {
                    if (random.nextBoolean()) {
                        shown.put(sku, attempt.offer().quantity());
                    }
                    fail(attempt, Failure.unavailable("acme", "push", "x", null));
                }
                case 1 -> fail(attempt, Failure.throttled("acme", "push", Duration.ofMillis(300)));
                case 2 -> fail(attempt, Failure.stale("acme", "push", sku.value(), "x"));
                default -> {
                    shown.put(sku, attempt.offer().quantity());
                    Receipt receipt = queue.receipt(attempt, now);
                    receipts.put(sku, receipt);
                    queue.settled(attempt, receipt, now);
                    readBack.add(() -> queue.confirm(0, sku, receipt, now));
                }
            }
        }

        private void fail(Attempt attempt, Failure failure) {
            queue.failed(attempt, failure, random.nextBoolean(), 1 + random.nextInt(3), now);
        }

        /** Nothing is in flight or unanswered; all is read again, in the order of the topics. */
        private void restart() {
            settle();
            queue.drop(0);
            readBack.clear();
            newest.forEach((sku, quantity) ->
                    queue.wantQuantity(0, sku, new Wanted<>(quantity, versions.get(sku), now, null), now));
            receipts.forEach((sku, receipt) -> queue.confirm(0, sku, receipt, now));
        }

        private void settle() {
            while (queue.nextDue(now) != null || !inFlight.isEmpty()) {
                now = now.plusMillis(100);
                take();
                answer(5);
            }
        }

        void calmDown() {
            settle();
            readBack.forEach(Runnable::run);
            settle();
        }
    }
}
