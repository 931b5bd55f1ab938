package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session is woken for, by whoever comes while it polls. */
class InboxTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final Inbox inbox = new Inbox(consumer);
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void something_to_poll() {
        TopicPartition partition = new TopicPartition("crossdock.availability", 0);
        consumer.assign(List.of(partition));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
    }

    @Test
    void what_is_posted_wakes_it_whatever_it_waits_for() {
        for (boolean isWaiting : new boolean[] {true, false}) {
            // given
            consumer.schedulePollTask(() -> inbox.post(() -> done.add("posted")));
            // then
            assertThatThrownBy(() -> inbox.poll(PAUSE, isWaiting)).isInstanceOf(WakeupException.class);
        }
        inbox.run();
        assertThat(done).containsExactly("posted", "posted");
    }

    @Test
    void an_answer_wakes_it_only_where_it_waits_for_one_and_is_there_when_it_wakes() {
        // when
        consumer.schedulePollTask(() -> inbox.leave(() -> done.add("answer")));
        // then
        assertThatCode(() -> inbox.poll(PAUSE, false)).doesNotThrowAnyException();
        inbox.run();
        assertThat(done).containsExactly("answer");
        // when
        consumer.schedulePollTask(() -> inbox.leave(() -> done.add("awaited answer")));
        // then
        assertThatThrownBy(() -> inbox.poll(PAUSE, true)).isInstanceOf(WakeupException.class);
        inbox.run();
        assertThat(done).containsExactly("answer", "awaited answer");
    }

    @Test
    void whoever_comes_first_wakes_it_and_the_others_do_not_wake_it_again() {
        // given
        consumer.schedulePollTask(() -> {
            inbox.post(() -> done.add("first"));
            inbox.post(() -> done.add("second"));
            inbox.leave(() -> done.add("third"));
        });
        assertThatThrownBy(() -> inbox.poll(PAUSE, true)).isInstanceOf(WakeupException.class);
        inbox.run();
        // then
        assertThatCode(() -> inbox.poll(PAUSE, true)).doesNotThrowAnyException();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void nothing_wakes_it_while_it_is_awake() {
        // when
        inbox.post(() -> done.add("posted"));
        inbox.leave(() -> done.add("left"));
        // then
        assertThatCode(() -> inbox.poll(PAUSE, true)).doesNotThrowAnyException();
        inbox.run();
        assertThat(done).containsExactly("posted", "left");
    }
}
