package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One hub after another keeps the channel up to date, and knows what the one before it left. */
class OffersSuccessionComponentTest extends OffersComponentStories {

    OffersSuccessionComponentTest(Backbone backbone) {
        super(backbone);
    }

    @Test
    void a_restart_sends_nothing_that_was_confirmed() throws Exception {
        // given
        Map<String, Long> quantities = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            stock("S-" + i, 1, i);
            quantities.put("S-" + i, (long) i);
        }
        CamelContext first = start();
        awaitShown(quantities);
        first.stop();
        sent.clear();
        // when
        start();
        stock("S-new", 1, 3);
        quantities.put("S-new", 3L);
        // then
        awaitShown(quantities);
        assertThat(sent).containsExactly(new Sku("S-new"));
    }

    @Test
    void one_process_alone_sends_until_it_ends_and_another_goes_on_where_it_was() throws Exception {
        // given
        Map<String, Long> quantities = new HashMap<>();
        CamelContext first = start();
        await().until(() -> status(first).loaded());
        for (int i = 0; i < 100; i++) {
            stock("S-" + i, 1, i);
            quantities.put("S-" + i, (long) i);
        }
        awaitShown(quantities);
        // when a second comes
        CamelContext second = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> membersWithoutPartitions() == 1);
        for (int i = 0; i < 100; i++) {
            stock("S-" + i, 2, i + 1);
            quantities.put("S-" + i, i + 1L);
        }
        awaitShown(quantities);
        // then
        assertThat(status(first).sent()).isEqualTo(200);
        assertThat(status(second).sent()).isZero();
        assertThat(status(second).loaded()).isFalse();
        await().untilAsserted(() -> assertThat(status(second).paused()).isEmpty());
        // when the first ends
        sent.clear();
        first.stop();
        stock("S-new", 1, 3);
        quantities.put("S-new", 3L);
        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> shown.containsKey(new Sku("S-new")));
        awaitShown(quantities);
        assertThat(sent).containsExactly(new Sku("S-new"));
    }

    @Test
    void a_new_owner_waits_for_what_the_one_before_may_have_sent_and_not_for_one_that_ended_well() throws Exception {
        // given one that was killed
        Instant open = Instant.now().plus(Duration.ofSeconds(3));
        leaveBehind("open until " + open);
        stock("A", 1, 5);
        Queue<Instant> writtenAt = new ConcurrentLinkedQueue<>();
        taking = offer -> {
            writtenAt.add(Instant.now());
            return OfferResult.confirmed(offer.sku());
        };
        // when
        CamelContext context = start();
        // then
        await().until(() -> status(context)
                .paused()
                .filter(reason -> reason.startsWith("requests of the owner before"))
                .isPresent());
        awaitShown(Map.of("A", 5L));
        assertThat(writtenAt.peek()).isAfterOrEqualTo(open);
        assertThat(leftBehind()).startsWith("open until ");
        // when it ends well
        context.stop();
        // then
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void an_item_that_changed_and_went_back_while_its_owner_died_is_written_again() throws Exception {
        // given
        CamelContext first = start();
        stock("A", 1, 4);
        stock("B", 1, 9);
        awaitShown(Map.of("A", 4L, "B", 9L));
        first.stop();
        sent.clear();
        // when: whether the owner before had sent the 5 nobody knows
        stock("A", 2, 5);
        stock("A", 3, 4);
        leaveBehind("open until " + Instant.now());
        start();
        // then
        await().until(() -> sent.contains(new Sku("A")));
        assertThat(sent).containsOnly(new Sku("A"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doubt_outlives_a_second_owner_that_could_not_write_whether_it_dies_or_leaves(boolean dies) throws Exception {
        // given an item that changed and went back while its owner died, some time ago
        CamelContext first = start();
        stock("A", 1, 4);
        stock("B", 1, 9);
        awaitShown(Map.of("A", 4L, "B", 9L));
        first.stop();
        Instant death = Instant.now().minus(Duration.ofMinutes(10));
        stock("A", 2, 5, death.minusMillis(500));
        stock("A", 3, 4, death.plusMillis(500));
        leaveBehind("open until " + death.plus(Tenure.VALID).plus(SETTLES));
        // when the second one is not let write
        taking = offer -> OfferResult.failed(offer.sku(), Failure.throttled("acme", "push", Duration.ofHours(1)));
        sent.clear();
        CamelContext second = start();
        await().until(() -> sent.contains(new Sku("A")) && status(second).inFlight() == 0);
        await().until(() -> leftBehind().matches("open until .*, unknown since .*"));
        String atDeath = leftBehind();
        second.stop();
        // then
        assertThat(leftBehind()).matches("unknown since \\S+");
        // when
        if (dies) {
            leaveBehind(atDeath);
        }
        taking = offer -> OfferResult.confirmed(offer.sku());
        sent.clear();
        CamelContext third = start();
        // then
        await().until(() -> sent.contains(new Sku("A")));
        assertThat(sent).containsOnly(new Sku("A"));
        await().until(() -> status(third).inFlight() == 0);
        third.stop();
        assertThat(leftBehind()).isEmpty();
    }

    private long membersWithoutPartitions() throws Exception {
        String group = group();
        try (var admin = clients.admin()) {
            var description =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return description.groupState() == GroupState.STABLE
                            && description.members().size() == 2
                    ? description.members().stream()
                            .filter(member ->
                                    member.assignment().topicPartitions().isEmpty())
                            .count()
                    : -1;
        }
    }
}
