package io.crossdock.hub.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MadeAheadTest {

    private static final List<Integer> NUMBERS =
            IntStream.range(0, 1_000).boxed().toList();

    private final ExecutorService helper = Executors.newSingleThreadExecutor();
    private final List<Integer> made = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void the_helper_ends() {
        helper.shutdownNow();
    }

    @Test
    void every_element_is_made_once_and_stands_where_it_stood() {
        // when
        List<Integer> doubled = List.copyOf(new MadeAhead<>(NUMBERS, this::doubled, helper));
        // then
        assertThat(doubled).isEqualTo(NUMBERS.stream().map(number -> 2 * number).toList());
        assertThat(made).containsExactlyInAnyOrderElementsOf(NUMBERS);
    }

    @Test
    void a_helper_that_is_held_up_elsewhere_is_not_waited_for() throws InterruptedException {
        // given
        CountDownLatch elsewhere = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        helper.execute(() -> {
            begun.countDown();
            awaitQuietly(elsewhere);
        });
        begun.await();
        try {
            // when
            List<Integer> doubled = List.copyOf(new MadeAhead<>(NUMBERS, this::doubled, helper));
            // then
            assertThat(doubled).hasSize(1_000);
        } finally {
            elsewhere.countDown();
        }
    }

    @Test
    void no_help_is_needed() {
        // when
        List<Integer> doubled = List.copyOf(new MadeAhead<>(NUMBERS, this::doubled, task -> {}));
        // then
        assertThat(doubled).hasSize(1_000);
        assertThat(made).isEqualTo(NUMBERS);
    }

    @Test
    void the_first_are_there_before_the_last_are_made() {
        // when
        Integer first = new MadeAhead<>(NUMBERS, this::doubled, task -> {}).get(0);
        // then
        assertThat(first).isZero();
        assertThat(made).hasSizeLessThan(100);
    }

    @Test
    void what_making_one_threw_is_thrown_to_whoever_asks_for_it() {
        // given
        List<Integer> failing = new MadeAhead<>(
                NUMBERS,
                number -> {
                    if (number == 500) {
                        throw new IllegalArgumentException("five hundred");
                    }
                    return number;
                },
                helper);
        // then
        assertThat(failing.get(0)).isZero();
        assertThatThrownBy(() -> failing.get(500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("five hundred");
    }

    private Integer doubled(Integer number) {
        made.add(number);
        return 2 * number;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
