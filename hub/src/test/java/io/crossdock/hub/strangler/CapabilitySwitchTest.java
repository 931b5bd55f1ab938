package io.crossdock.hub.strangler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.canonical.CapabilityDiffered;
import io.crossdock.canonical.DifferenceKind;
import io.crossdock.canonical.FieldDifference;
import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.FieldRule;
import io.crossdock.erp.strangler.FieldRules;
import io.crossdock.erp.strangler.Limits;
import io.crossdock.erp.strangler.Side;
import io.crossdock.erp.strangler.StepBack;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapabilitySwitchTest {

    private static final String OLD = "{\"from\":\"hamburg\",\"cost\":10}";
    private static final String NEW = "{\"from\":\"lyon\",\"cost\":10}";
    private static final Limits LIMITS =
            new Limits(BigDecimal.TEN, BigDecimal.TEN, Duration.ofMinutes(5), 10, SwitchMode.SHADOW);

    private final SwitchThreads threads = new SwitchThreads();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConcurrentLinkedQueue<CapabilityDiffered> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<StepBack> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger legacyCalls = new AtomicInteger();
    private final AtomicInteger modernCalls = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Standing standing = standing(SwitchMode.LEGACY, 1);
    private SideCaller legacy = request -> OLD.getBytes(UTF_8);
    private SideCaller modern = request -> NEW.getBytes(UTF_8);
    private FieldRules rules = FieldRules.STRICT;
    private Set<SwitchMode> beside = EnumSet.of(SwitchMode.CANARY);
    private Set<SwitchMode> fallback = EnumSet.of(SwitchMode.CANARY, SwitchMode.LIVE);
    private Duration modernTimeout = Duration.ofMillis(300);
    private CapabilitySwitch built;

    @AfterEach
    void stop() {
        released.countDown();
        if (built != null) {
            built.close();
        }
        threads.close();
    }

    @Test
    void legacy_never_asks_the_modern_side() {
        assertThat(answers("1")).isEqualTo("legacy");
        assertThat(modernCalls).hasValue(0);
        assertThat(count("calls")).isEqualTo(1);
    }

    @Test
    void in_shadow_the_erp_answers_and_what_differs_is_told_without_its_values() {
        // given
        standing = standing(SwitchMode.SHADOW, 1);
        // when
        assertThat(answers("shop:1")).isEqualTo("legacy");
        // then
        awaitCompared(1);
        assertThat(told)
                .containsExactly(new CapabilityDiffered(
                        "order-sourcing",
                        "shop:1",
                        SwitchPosition.of(SwitchMode.SHADOW),
                        1,
                        List.of(new FieldDifference("/from", DifferenceKind.VALUE, null, null, null))));
        assertThat(meters.get("test.capability.differences")
                        .tags("path", "/from", "kind", "value")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void what_the_tolerances_allow_is_no_difference() {
        // given
        standing = standing(SwitchMode.SHADOW, 1);
        rules = new FieldRules(Map.of(
                "/from", new FieldRule(true, false, false, false, null, null, null, false, null),
                "/cost", new FieldRule(false, false, false, false, BigDecimal.ONE, null, null, false, null)));
        modern = request -> "{\"from\":\"lyon\",\"cost\":10.99}".getBytes(UTF_8);
        // when
        answers("1");
        // then
        awaitCompared(1);
        assertThat(told).isEmpty();
    }

    @Test
    void in_shadow_a_modern_side_that_hangs_delays_nobody_however_many_ask() {
        // given: two threads, and room for eight that wait
        standing = standing(SwitchMode.SHADOW, 1);
        modernTimeout = Duration.ofMinutes(5);
        modern = request -> {
            awaitUninterrupted(released);
            return NEW.getBytes(UTF_8);
        };
        // when
        for (int i = 0; i < 200; i++) {
            assertThat(answers("shop:" + i)).isEqualTo("legacy");
        }
        // then
        assertThat(modernCalls.get()).isLessThanOrEqualTo(2);
        assertThat(count("skipped")).isEqualTo(190);
    }

    @Test
    void in_shadow_a_modern_side_that_is_too_late_differs() {
        standing = standing(SwitchMode.SHADOW, 1);
        modern = request -> {
            awaitUninterrupted(released);
            return OLD.getBytes(UTF_8);
        };
        assertThat(answers("1")).isEqualTo("legacy");
        awaitCompared(1);
        assertThat(told.peek().fields())
                .containsExactly(new FieldDifference("", DifferenceKind.MODERN_FAILED, "UNAVAILABLE", null, null));
    }

    @Test
    void in_shadow_a_modern_side_that_breaks_in_whatever_way_breaks_nothing() {
        standing = standing(SwitchMode.SHADOW, 1);
        for (SideCaller broken : List.<SideCaller>of(
                request -> {
                    throw new IllegalArgumentException("names a buyer");
                },
                request -> {
                    throw new NoClassDefFoundError("a/B");
                },
                request -> null,
                request -> "no json".getBytes(UTF_8),
                request -> {
                    throw Failure.rejected("m", "o", "k", "no");
                })) {
            told.clear();
            modern = broken;
            assertThat(answers("1")).isEqualTo("legacy");
            await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        }
        assertThat(told.peek().fields().get(0).failure()).isEqualTo("REJECTED");
        assertThat(steps).isEmpty();
    }

    @Test
    void a_canary_asks_the_modern_side_for_the_same_keys_again_and_again_and_raising_it_only_adds_keys() {
        Set<String> before = Set.of();
        for (int percent : new int[] {1, 5, 30}) {
            standing = new Standing(SwitchPosition.canary(BigDecimal.valueOf(percent)), percent, null, null);
            Set<String> now = modernOf(1_000);
            assertThat(modernOf(1_000)).isEqualTo(now);
            assertThat(now).containsAll(before);
            assertThat(now.size()).isBetween(percent * 5, percent * 20);
            before = now;
        }
    }

    @Test
    void a_request_without_a_key_is_the_erps_in_canary() {
        standing = new Standing(SwitchPosition.canary(BigDecimal.valueOf(100)), 1, null, null);
        assertThat(sut().answer("{\"no\":1}".getBytes(UTF_8)).side()).isEqualTo("legacy");
        assertThat(sut().answer("no json".getBytes(UTF_8)).side()).isEqualTo("legacy");
        assertThat(answers("1")).isEqualTo("modern");
    }

    @Test
    void where_the_modern_side_is_live_the_erp_is_not_asked_unless_it_fails() {
        // given
        standing = standing(SwitchMode.LIVE, 1);
        assertThat(answers("1")).isEqualTo("modern");
        assertThat(legacyCalls).hasValue(0);
        // when
        modern = request -> {
            throw new ConnectException("10.0.0.1");
        };
        // then
        assertThat(answers("1")).isEqualTo("legacy");
        fallback = Set.of();
        rebuild();
        assertThatThrownBy(() -> answers("1")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failure).hasMessage("order-sourcing modern: ConnectException");
        });
    }

    @Test
    void a_refusal_of_the_modern_side_is_its_answer_and_no_error() {
        standing = standing(SwitchMode.LIVE, 1);
        modern = request -> {
            throw Failure.rejected("order-sourcing", "modern", "k", "not this one");
        };
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> answers("1")).hasMessageContaining("not this one");
        }
        assertThat(steps).isEmpty();
        assertThat(legacyCalls).hasValue(0);
    }

    @Test
    void a_slow_modern_side_is_given_up_at_its_deadline_and_the_erp_answers() {
        // given
        standing = standing(SwitchMode.LIVE, 1);
        modern = request -> {
            released.await();
            return null;
        };
        // then
        assertThat(answers("1")).isEqualTo("legacy");
        await().atMost(Duration.ofSeconds(60)).until(() -> count("calls") == 2);
    }

    @Test
    void an_erp_that_is_killed_neither_harms_what_is_live_nor_sets_it_back() {
        // given
        standing = standing(SwitchMode.LIVE, 1);
        beside = EnumSet.of(SwitchMode.LIVE);
        legacy = request -> {
            throw new ConnectException("refused");
        };
        // when
        for (int i = 0; i < 30; i++) {
            assertThat(answers("shop:" + i)).isEqualTo("modern");
            awaitCompared(i + 1);
        }
        // then
        assertThat(told).allSatisfy(differed -> assertThat(differed.fields())
                .extracting(FieldDifference::kind)
                .containsExactly(DifferenceKind.LEGACY_FAILED));
        assertThat(steps).isEmpty();
    }

    @Test
    void a_canary_that_differs_too_often_has_to_step_back() {
        standing = new Standing(SwitchPosition.canary(BigDecimal.TEN), 4, null, null);
        for (int i = 0; i < 10; i++) {
            answers("shop:" + i);
            awaitCompared(i + 1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !steps.isEmpty());
        assertThat(steps.peek().to()).isEqualTo(SwitchPosition.of(SwitchMode.SHADOW));
        assertThat(steps.peek().reason()).startsWith("mismatches 10 of 10 calls (100.0%) within 300 s");
    }

    @Test
    void what_is_live_and_fails_too_often_has_to_step_back_to_the_erp() {
        standing = standing(SwitchMode.LIVE, 9);
        modern = request -> {
            throw new IllegalStateException();
        };
        for (int i = 0; i < 10; i++) {
            assertThat(answers("shop:" + i)).isEqualTo("legacy");
        }
        assertThat(steps.peek().to()).isEqualTo(SwitchPosition.of(SwitchMode.LEGACY));
        assertThat(steps.peek().reason()).startsWith("errors 10 of 10 calls");
    }

    private Set<String> modernOf(int keys) {
        return IntStream.range(0, keys)
                .mapToObj(number -> "shop:" + number)
                .filter(key -> answers(key).equals("modern"))
                .collect(Collectors.toSet());
    }

    private String answers(String key) {
        CapabilitySwitch.Answered answered = sut().answer(("{\"id\":\"" + key + "\"}").getBytes(UTF_8));
        assertThat(new String(answered.body(), UTF_8)).isEqualTo(answered.side().equals("legacy") ? OLD : NEW);
        return answered.side();
    }

    private CapabilitySwitch sut() {
        if (built == null) {
            rebuild();
        }
        return built;
    }

    private void rebuild() {
        if (built != null) {
            built.close();
        }
        SwitchedCapability capability = new SwitchedCapability(
                "order-sourcing",
                "/id",
                false,
                new Side("direct:old", null, Map.of(), Duration.ofSeconds(30), 2),
                new Side("direct:new", null, Map.of(), modernTimeout, 2),
                SwitchPosition.of(SwitchMode.LEGACY),
                rules,
                LIMITS,
                beside,
                fallback);
        built = new CapabilitySwitch(
                capability,
                () -> standing,
                new CapabilitySwitch.Sides(
                        request -> {
                            legacyCalls.incrementAndGet();
                            return legacy.ask(request);
                        },
                        request -> {
                            modernCalls.incrementAndGet();
                            return modern.ask(request);
                        }),
                threads,
                new SwitchMeters(meters, "test", "order-sourcing"),
                told::add,
                (from, back) -> steps.add(back),
                Clock.systemUTC());
    }

    private void awaitCompared(int calls) {
        await().atMost(Duration.ofSeconds(60)).until(() -> count("compared") >= calls);
    }

    private double count(String name) {
        return meters.find("test.capability." + name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Standing standing(SwitchMode mode, long revision) {
        return new Standing(SwitchPosition.of(mode), revision, null, null);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // as one does that reads from a socket
            }
        }
    }
}
