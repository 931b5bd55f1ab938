package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Processes that share an account's limit by a real broker; each is a thread of this one. */
@OnBackbone(Part.KAFKA)
class SharedBudgetsTest {

    private static final String LIMIT = "100/s burst 20";
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Topics TOPICS =
            new Topics("budgets-" + UUID.randomUUID().toString().substring(0, 8));

    private static KafkaClients clients;
    private static Producer<byte[], byte[]> producer;

    private final List<Process> processes = new ArrayList<>();
    private final List<Instant> requests = new ArrayList<>();

    /** Each test has one of its own, in the same topic. */
    private String account;

    @BeforeAll
    static void there_is_the_topic(Backbone backbone) {
        clients = TestClients.of(backbone);
        try (Admin admin = clients.admin()) {
            new TopicSetup(TOPICS, 1, 1, 1).create(admin, Set.of(), Set.of());
        }
        producer = clients.producer("budgets");
    }

    @AfterAll
    static void nobody_writes_any_more() {
        producer.close();
    }

    @BeforeEach
    void there_is_an_account(TestInfo test) {
        account = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void all_end() {
        processes.forEach(Process::stop);
    }

    private Process start() {
        return start(CLOCK);
    }

    private Process start(Clock clock) {
        Process process = new Process(clock);
        processes.add(process);
        return process;
    }

    /** A clock that breaks once for the thread that shares budgets, as nothing in it should. */
    private static final class BrokenOnce extends Clock {

        private final AtomicBoolean breaks = new AtomicBoolean();

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("budgets") && breaks.getAndSet(false)) {
                throw new ArithmeticException("the clock is broken");
            }
            return CLOCK.instant();
        }

        @Override
        public ZoneId getZone() {
            return CLOCK.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Sends as many requests as it may, once it is told to. */
    private final class Process {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final AccountBudgets budgets = new AccountBudgets(meters, "crossdock");
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Thread sender = new Thread(this::send);
        private final SharedBudgets shared;
        private volatile int sent;

        Process(Clock clock) {
            budgets.add("acme-eu", account, LIMIT);
            shared = SharedBudgets.start(clients, TOPICS, producer, budgets, clock);
        }

        AccountBudget budget() {
            return budgets.of("acme-eu");
        }

        private void send() {
            RateBudget offers = budget().offers();
            try {
                do {
                    Instant now = CLOCK.instant();
                    if (!offers.take(now)) {
                        offers.wants(now);
                        continue;
                    }
                    sent++;
                    synchronized (requests) {
                        requests.add(now);
                    }
                } while (!stopping.await(1, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void stop() {
            stopping.countDown();
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            shared.close();
        }

        void awaitPart(int least, int most) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(budget().parts()).isBetween(least, most));
        }

        void awaitSent(int more) {
            int before = sent;
            await().atMost(PATIENCE).until(() -> sent >= before + more);
        }
    }

    /**
     * Whoever is held up between its look at the clock and the taking of a permit seems to have taken it too early: one each.
     * The broker tells the time in milliseconds, which is less than one for all.
     */
    private List<String> broken() {
        synchronized (requests) {
            List<Instant> inOrder = requests.stream().sorted().toList();
            SystemBuckets system = new SystemBuckets(Rate.all(LIMIT), inOrder.get(0), processes.size() + 1);
            inOrder.forEach(at -> system.take(Price.LEAST, at, "anybody"));
            return system.broken();
        }
    }

    @Test
    void a_process_that_is_alone_has_the_whole_budget_at_once() {
        // when
        Process one = start();
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        Instant now = CLOCK.instant();
        // then: with all of its burst
        for (int i = 0; i < 20; i++) {
            assertThat(one.budget().offers().take(now)).isTrue();
        }
        assertThat(one.meters.get("crossdock.budget.part").gauge().value()).isEqualTo(1);
        assertThat(one.shared.trouble()).isEmpty();
    }

    @Test
    void processes_that_come_and_go_never_get_more_than_the_account_s_limit_and_each_gets_some() {
        // given
        Process one = start();
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        one.sender.start();
        one.awaitSent(50);
        // when
        Process two = start();
        two.sender.start();
        one.awaitPart(30, 30);
        two.awaitPart(30, 30);
        two.awaitSent(50);
        Process three = start();
        three.sender.start();
        three.awaitPart(20, 20);
        three.awaitSent(50);
        // then
        one.stop();
        two.awaitPart(30, 30);
        two.awaitSent(50);
        three.stop();
        two.awaitPart(Parts.WHOLE, Parts.WHOLE);
        two.awaitSent(100);
        two.stop();
        assertThat(broken()).isEmpty();
    }

    @Test
    void one_that_needs_nothing_leaves_the_budget_to_others_and_has_its_part_again_as_soon_as_it_needs_it() {
        // given
        Process idle = start();
        idle.awaitPart(Parts.WHOLE, Parts.WHOLE);
        Process busy = start();
        busy.sender.start();
        // when
        busy.awaitPart(Parts.WHOLE, Parts.WHOLE);
        idle.sender.start();
        // then
        idle.awaitSent(20);
        idle.awaitPart(30, 30);
    }

    @Test
    void a_process_that_falls_silent_leaves_its_part_to_the_others_after_a_while() throws Exception {
        // given
        Wish all = new Wish(LIMIT, Parts.WHOLE, 3, 60, true, Parts.WHOLE, List.of(), null);
        producer.send(BudgetTopic.record(
                TOPICS.budgets(), new Statement("dead", 1, false, new TreeMap<>(Map.of(account, all)), null)));
        producer.flush();
        // when
        Process one = start();
        one.sender.start();
        assertThat(one.shared.awaitJoined(PATIENCE)).isTrue();
        assertThat(one.budget().parts()).isZero();
        // then
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        one.awaitSent(10);
    }

    @Test
    void a_pause_that_one_is_asked_for_is_kept_by_all() {
        // given
        Process one = start();
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        Process two = start();
        Instant until = CLOCK.instant().plusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
        // when
        one.budget().offers().penalize(until);
        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(two.budget().polls().throttledUntil(CLOCK.instant()))
                        .isEqualTo(until));
        assertThat(view().pausedUntil()).contains(until);
    }

    @Test
    void whatever_breaks_in_its_sharing_a_process_begins_anew() {
        // given
        BrokenOnce clock = new BrokenOnce();
        Process one = start(clock);
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        Map<String, Double> before = view().parts();
        // when
        clock.breaks.set(true);
        // then: under another name, as whoever joins
        await().atMost(PATIENCE).untilAsserted(() -> {
            BudgetView now = view();
            assertThat(now).as("nobody has anything").isNotNull();
            assertThat(now.parts().values()).containsExactly(1.0);
            assertThat(now.parts()).isNotEqualTo(before);
        });
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
    }

    private BudgetView view() {
        return BudgetView.read(clients, TOPICS, CLOCK.instant()).get(account);
    }

    @Test
    void everybody_can_see_how_a_budget_is_shared_out() {
        // given
        Process one = start();
        one.awaitPart(Parts.WHOLE, Parts.WHOLE);
        // when
        BudgetView view = view();
        // then
        assertThat(view.limit()).isEqualTo(LIMIT);
        assertThat(view.parts().values()).containsExactly(1.0);
        assertThat(view.pausedUntil()).isEmpty();
    }
}
