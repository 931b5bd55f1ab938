package io.crossdock.hub.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing in a journal is skipped, whatever happens to the route behind it. */
@OnBackbone(Part.KAFKA)
class JournalConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private JournalUnderTest journal;

    @BeforeEach
    void aJournal(Backbone backbone) {
        journal = new JournalUnderTest(backbone);
    }

    @AfterEach
    void everythingEnds() {
        journal.close();
    }

    @Test
    void a_batch_that_its_route_did_not_take_comes_again_whole_and_in_order() throws Exception {
        // given
        journal.write(numbers(0, 7));
        List<List<String>> refused = new CopyOnWriteArrayList<>();

        // when
        journal.start(3, ids -> {
            if (ids.contains("4") && refused.size() < 2) {
                refused.add(ids);
                throw new IllegalStateException("not now");
            }
            taken.addAll(ids);
        });

        // then
        await().atMost(PATIENCE).until(() -> taken.size() >= 7);
        assertThat(taken).containsExactly(numbers(0, 7));
        assertThat(refused).hasSize(2);
        assertThat(refused.get(1)).startsWith(refused.get(0).toArray(String[]::new));
    }

    @Test
    void a_batch_is_committed_only_after_its_route_took_it() throws Exception {
        // given
        journal.write(numbers(0, 4));
        AtomicInteger attempts = new AtomicInteger();
        List<Long> committedMeanwhile = new CopyOnWriteArrayList<>();

        // when
        journal.start(2, ids -> {
            committedMeanwhile.add(journal.committed());
            if (attempts.incrementAndGet() == 2) {
                throw new IllegalStateException("not now");
            }
        });

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(journal.committed()).isEqualTo(4));
        // A commit is not waited for and may lag behind; it never runs ahead.
        assertThat(committedMeanwhile).hasSize(3);
        assertThat(committedMeanwhile.get(0)).isZero();
        assertThat(committedMeanwhile)
                .allSatisfy(committed -> assertThat(committed).isIn(0L, 2L));
    }

    @Test
    void a_batch_of_large_records_ends_before_it_fills_the_memory() throws Exception {
        // given
        journal.write("x".repeat(1024 * 1024), numbers(0, 60));
        List<Integer> sizes = new CopyOnWriteArrayList<>();

        // when
        journal.start(500, ids -> {
            sizes.add(ids.size());
            taken.addAll(ids);
        });

        // then
        await().atMost(PATIENCE).until(() -> taken.size() >= 60);
        assertThat(taken).containsExactly(numbers(0, 60));
        assertThat(sizes).allMatch(size -> size < 30);
    }

    @Test
    void many_small_records_are_one_batch() throws Exception {
        // given
        journal.write(numbers(0, 400));
        List<Integer> sizes = new CopyOnWriteArrayList<>();

        // when
        journal.start(200, ids -> {
            sizes.add(ids.size());
            taken.addAll(ids);
        });

        // then
        await().atMost(PATIENCE).until(() -> taken.size() >= 400);
        assertThat(taken).containsExactly(numbers(0, 400));
        assertThat(sizes).allMatch(size -> size <= 200).hasSizeLessThan(10);
    }

    @Test
    void while_a_batch_waits_health_can_tell_why_and_afterwards_nothing() throws Exception {
        // given
        journal.write("1");
        CountDownLatch mended = new CountDownLatch(1);

        // when
        JournalConsumer consumer = journal.start(10, ids -> {
            if (mended.getCount() > 0) {
                throw Failure.unavailable("acme", "order", "status 503", null);
            }
        });

        // then
        await().atMost(PATIENCE).until(() -> consumer.trouble().isPresent());
        assertThat(consumer.trouble()).contains("acme order: status 503");

        // when
        mended.countDown();

        // then
        await().atMost(PATIENCE).until(() -> consumer.trouble().isEmpty() && journal.committed() == 1);
    }

    @Test
    void who_is_asked_to_come_later_comes_later() throws Exception {
        // given
        journal.write("1");
        List<Long> attempts = new CopyOnWriteArrayList<>();

        // when
        journal.start(10, ids -> {
            attempts.add(System.nanoTime());
            if (attempts.size() == 1) {
                throw Failure.throttled("acme", "order", Duration.ofSeconds(2));
            }
        });

        // then
        await().atMost(PATIENCE).until(() -> attempts.size() == 2);
        assertThat(Duration.ofNanos(attempts.get(1) - attempts.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_restart_goes_on_where_it_was_left() throws Exception {
        // given
        journal.write(numbers(0, 3));
        journal.start(10, taken::addAll);
        await().atMost(PATIENCE).until(() -> journal.committed() == 3);
        journal.stop();

        // when
        journal.write(numbers(3, 5));
        journal.start(10, taken::addAll);

        // then
        await().atMost(PATIENCE).until(() -> journal.committed() == 5);
        assertThat(taken).containsExactly(numbers(0, 5));
    }

    @Test
    void a_batch_that_is_under_way_when_it_stops_is_finished_and_committed() throws Exception {
        // given
        journal.write("1");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JournalConsumer consumer = journal.start(10, ids -> {
            begun.countDown();
            goOn.await();
            taken.addAll(ids);
        });
        begun.await();

        // when
        consumer.endSoon();
        goOn.countDown();
        journal.stop();

        // then
        assertThat(taken).containsExactly("1");
        assertThat(journal.committed()).isEqualTo(1);
    }

    @Test
    void a_batch_that_fails_while_it_stops_stays_uncommitted_and_comes_again_after_the_next_start() throws Exception {
        // given
        journal.write(numbers(0, 2));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JournalConsumer consumer = journal.start(10, ids -> {
            begun.countDown();
            goOn.await();
            throw new IllegalStateException("cut off");
        });
        begun.await();

        // when
        consumer.endSoon();
        goOn.countDown();
        journal.stop();

        // then
        assertThat(journal.committed()).isZero();

        // when
        journal.start(10, taken::addAll);

        // then
        await().atMost(PATIENCE).until(() -> taken.size() == 2);
        assertThat(taken).containsExactly(numbers(0, 2));
    }

    @Test
    void a_stop_does_not_wait_out_a_route_that_hangs() throws Exception {
        // given
        journal.write("1");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        journal.start(10, ids -> {
            begun.countDown();
            never.await();
        });
        begun.await();

        // when
        long beganNanos = System.nanoTime();
        journal.stop();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
        assertThat(journal.committed()).isZero();
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }
}
