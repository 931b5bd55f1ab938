package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.sync.Backoff;
import io.crossdock.hub.writeback.OrdersAside.Aside;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OrdersAsideTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration MOST = Duration.ofMinutes(5);

    private final OrdersAside aside = new OrdersAside(3, new Backoff(Duration.ofSeconds(1), MOST, new Random(1)));

    @Test
    void an_interface_that_takes_nothing_proves_nothing_against_an_order() {
        // given
        aside.add("shop:1", record(0), NOW);
        Aside order = aside.first().orElseThrow();
        // when
        for (int i = 0; i < 100; i++) {
            aside.failed(order, NOW);
        }
        // then
        assertThat(aside.isLastAttempt(order)).isFalse();
    }

    @Test
    void an_order_that_fails_while_others_pass_is_given_up_at_its_last_attempt() {
        // given
        aside.add("shop:1", record(0), NOW);
        Aside order = aside.first().orElseThrow();
        // when
        aside.passed();
        assertThat(aside.isLastAttempt(order)).isFalse();
        aside.failed(order, NOW);
        aside.failed(order, NOW);
        assertThat(aside.isLastAttempt(order)).as("nothing passed since").isFalse();
        aside.passed();
        // then
        assertThat(aside.isLastAttempt(order)).isTrue();
    }

    @Test
    void where_no_other_order_has_room_those_are_given_up_that_failed_while_others_passed() {
        // given
        aside.add("shop:1", record(0), NOW);
        Aside early = aside.first().orElseThrow();
        aside.passed();
        for (int i = 2; aside.hasRoom(); i++) {
            aside.add("shop:" + i, record(i), NOW.plusSeconds(i));
        }
        Aside late = aside.due(NOW.plus(MOST.multipliedBy(2))).get(aside.size() - 1);
        // when
        for (int i = 0; i < 5; i++) {
            aside.failed(early, NOW);
            aside.failed(late, NOW);
        }
        // then
        assertThat(aside.isLastAttempt(early)).isTrue();
        assertThat(aside.isLastAttempt(late))
                .as("nothing passed since it first failed")
                .isFalse();
        // when
        aside.done(early);
        // then
        assertThat(aside.hasRoom()).isTrue();
    }

    @Test
    void an_order_is_tried_when_its_time_has_come_and_what_follows_it_right_after() {
        // given
        aside.add("shop:1", record(0), NOW);
        aside.addBehind("shop:1", record(7));
        // then
        assertThat(aside.due(NOW)).isEmpty();
        assertThat(aside.due(NOW.plus(MOST))).singleElement().satisfies(due -> {
            assertThat(due.record().offset()).isZero();
            assertThat(aside.records()).hasSize(2);
            // when
            aside.done(due);
        });
        // then
        assertThat(aside.due(NOW)).singleElement().satisfies(due -> {
            assertThat(due.record().offset()).isEqualTo(7);
            aside.done(due);
        });
        assertThat(aside.has("shop:1")).isFalse();
        assertThat(aside.records()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("orders", 0, offset, new byte[0], new byte[0]);
    }
}
