package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OneOwnerAssignorTest {

    private static final TopicPartition OFFERS = new TopicPartition("offers", 0);
    private static final TopicPartition ITEMS = new TopicPartition("items", 0);

    private final OneOwnerAssignor assignor = new OneOwnerAssignor();

    @Test
    void who_owns_something_keeps_it_and_the_one_that_started_first_gets_what_nobody_owns() {
        // given
        Subscription older = member(List.of("offers"), 1, List.of());
        Subscription younger = member(List.of("offers"), 2, List.of());
        Subscription youngerOwner = member(List.of("offers"), 2, List.of(OFFERS));
        // then
        assertThat(assigned(Map.of("a", younger, "b", older))).isEqualTo(Map.of("a", List.of(), "b", List.of(OFFERS)));
        assertThat(assigned(Map.of("a", youngerOwner, "b", older)))
                .isEqualTo(Map.of("a", List.of(OFFERS), "b", List.of()));
    }

    @Test
    void an_owner_gets_no_topic_that_it_does_not_read() {
        // given a process of a later state of the channel's file, which reads one topic more
        Subscription owner = member(List.of("offers"), 1, List.of(OFFERS));
        Subscription next = member(List.of("offers", "items"), 2, List.of());
        // then
        assertThat(assigned(Map.of("a", owner, "b", next))).isEqualTo(Map.of("a", List.of(OFFERS), "b", List.of()));
        // when the owner is gone
        assertThat(assigned(Map.of("b", next)).get("b")).containsExactlyInAnyOrder(OFFERS, ITEMS);
    }

    private Map<String, List<TopicPartition>> assigned(Map<String, Subscription> members) {
        return assignor.assign(Map.of("offers", 1, "items", 1), members);
    }

    private static Subscription member(List<String> topics, long startedAtMillis, List<TopicPartition> owned) {
        ByteBuffer started = ByteBuffer.allocate(Long.BYTES).putLong(0, startedAtMillis);
        return new Subscription(topics, started, owned, 1, Optional.empty());
    }
}
