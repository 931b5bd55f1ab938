package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.capture.ChangeHandler.Storing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that are sent, stored and done; some are lost on the way, and some not even sent. */
class HandoverTest {

    private final List<String> story = new ArrayList<>();
    private final Map<String, Boolean> followed = new HashMap<>();
    private boolean isStopping;
    private final Handover handover = new Handover(failure -> {
        story.add("after " + failure.getMessage());
        if (isStopping) {
            throw new InterruptedException("stopping");
        }
    });

    @Test
    void the_next_batch_is_sent_while_the_one_before_is_being_stored_and_they_are_done_in_their_order()
            throws Exception {
        // when
        handover.take(batch("1"));
        handover.take(batch("2"));
        handover.take(batch("3"));
        // then
        assertThat(story)
                .containsExactly("send 1", "send 2", "1 is stored", "done 1", "send 3", "2 is stored", "done 2");
        // when
        handover.finish();
        handover.finish();
        // then
        assertThat(story).endsWith("done 2", "3 is stored", "done 3");
    }

    @Test
    void a_batch_knows_when_it_is_done_whether_another_one_is_on_its_way_that_will_be_done_too() throws Exception {
        // when
        handover.take(batch("1"));
        handover.take(batch("2"));
        handover.take(batch("3", Fate.REFUSED, Fate.STORED));
        handover.take(batch("4"));
        handover.finish();
        // then
        assertThat(followed).isEqualTo(Map.of("1", true, "2", false, "3", false, "4", false));
    }

    @Test
    void what_is_lost_is_sent_anew_until_it_is_stored_and_then_what_was_on_its_way_behind_it() throws Exception {
        // given
        handover.take(batch("1", Fate.LOST, Fate.LOST, Fate.STORED));
        // when
        handover.take(batch("2", Fate.STORED, Fate.LOST, Fate.STORED));
        // then
        assertThat(story)
                .containsExactly(
                        "send 1",
                        "send 2",
                        "after 1 is lost",
                        "send 1",
                        "after 1 is lost",
                        "send 1",
                        "1 is stored",
                        "done 1",
                        "send 2",
                        "after 2 is lost",
                        "send 2",
                        "2 is stored",
                        "done 2");
    }

    @Test
    void what_is_refused_at_once_waits_until_the_batch_before_is_done() throws Exception {
        // given
        handover.take(batch("1"));
        // when
        handover.take(batch("2", Fate.REFUSED, Fate.STORED));
        // then
        assertThat(story)
                .containsExactly(
                        "send 1",
                        "send 2",
                        "1 is stored",
                        "done 1",
                        "after 2 is refused",
                        "send 2",
                        "2 is stored",
                        "done 2");
    }

    @Test
    void a_batch_that_is_refused_behind_one_that_is_lost_comes_after_it() throws Exception {
        // given
        handover.take(batch("1", Fate.LOST, Fate.STORED));
        // when
        handover.take(batch("2", Fate.REFUSED, Fate.STORED));
        // then
        assertThat(story).containsSubsequence("send 1", "send 2", "send 1", "done 1", "send 2", "done 2");
        assertThat(story).filteredOn("done 1"::equals).hasSize(1);
    }

    @Test
    void nothing_is_done_that_was_lost_when_there_is_no_further_try() throws Exception {
        // given
        handover.take(batch("1", Fate.LOST));
        isStopping = true;
        // then
        assertThatThrownBy(() -> handover.take(batch("2"))).isInstanceOf(InterruptedException.class);
        assertThat(story).containsExactly("send 1", "send 2", "after 1 is lost");
    }

    @Test
    void whoever_takes_a_turn_waits_for_what_is_on_its_way() throws Exception {
        // given
        handover.take(batch("1"));
        // then
        assertThat(handover.settle()).isTrue();
        assertThat(story).containsExactly("send 1", "1 is stored", "done 1");
        assertThat(handover.settle()).isTrue();
    }

    @Test
    void whoever_takes_a_turn_leaves_what_is_lost_to_the_next_call() throws Exception {
        // given
        handover.take(batch("1", Fate.LOST, Fate.STORED));
        // then
        assertThat(handover.settle()).isFalse();
        assertThat(handover.settle()).isFalse();
        assertThat(story).containsExactly("send 1");
        // when
        handover.finish();
        // then
        assertThat(story).containsExactly("send 1", "after 1 is lost", "send 1", "1 is stored", "done 1");
        assertThat(handover.settle()).isTrue();
    }

    @Test
    @Timeout(30)
    void whoever_stops_does_not_wait_for_ever_for_what_is_on_its_way() throws Exception {
        // given
        CountDownLatch isLeft = new CountDownLatch(1);
        handover.take(new Handover.Batch() {
            @Override
            public Storing send() {
                return () -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        isLeft.countDown();
                    }
                };
            }

            @Override
            public void done(boolean isFollowed) {
                story.add("done");
            }
        });
        // when
        handover.settleWithin(Duration.ofMillis(50), () -> story.add("end"));
        // then
        isLeft.await();
        assertThat(story).isEmpty();
    }

    @Test
    @Timeout(30)
    void whoever_stops_marks_what_is_stored_by_then() throws Exception {
        // given
        handover.take(batch("1"));
        // when
        handover.settleWithin(Duration.ofDays(1), () -> story.add("end"));
        // then
        assertThat(story).containsExactly("send 1", "1 is stored", "done 1", "end");
    }

    @Test
    void what_is_abandoned_is_neither_done_nor_sent_anew() throws Exception {
        // given
        handover.take(batch("1"));
        // when
        handover.abandon();
        handover.take(batch("1"));
        handover.take(batch("2", Fate.LOST));
        handover.abandon();
        handover.finish();
        // then
        assertThat(story).containsExactly("send 1", "1 is stored", "send 1", "send 2", "1 is stored", "done 1");
    }

    private enum Fate {
        STORED,
        LOST,
        REFUSED
    }

    /** @param fates of each time that it is sent; stored where none is told */
    private Handover.Batch batch(String name, Fate... fates) {
        Deque<Fate> left = new ArrayDeque<>(Arrays.asList(fates));
        return new Handover.Batch() {
            @Override
            public Storing send() {
                story.add("send " + name);
                Fate fate = left.isEmpty() ? Fate.STORED : left.remove();
                if (fate == Fate.REFUSED) {
                    throw new IllegalStateException(name + " is refused");
                }
                return () -> {
                    if (fate == Fate.LOST) {
                        throw new IllegalStateException(name + " is lost");
                    }
                    story.add(name + " is stored");
                };
            }

            @Override
            public void done(boolean isFollowed) {
                followed.put(name, isFollowed);
                story.add("done " + name);
            }
        };
    }
}
