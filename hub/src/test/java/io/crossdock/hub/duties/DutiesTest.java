package io.crossdock.hub.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However processes come and go, each duty has one owner. */
@OnBackbone(Part.KAFKA)
class DutiesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DutyRoster roster = new DutyRoster();
    private final List<Duties> running = new ArrayList<>();
    private final Topics topics =
            new Topics("duties-" + UUID.randomUUID().toString().substring(0, 8));
    private String brokers;
    private KafkaClients clients;

    @BeforeEach
    void aTopic(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
        clients = TestClients.of(brokers);
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).ensure(admin, Set.of(), Set.of());
        }
    }

    @AfterEach
    void everythingEnds() {
        running.forEach(Duties::close);
    }

    @Test
    void each_duty_has_one_owner_and_moves_only_when_that_one_goes() {
        // given
        Duties first = start("first");
        await().atMost(PATIENCE).until(() -> isComplete(first));

        // when
        Duties second = start("second");

        // then
        await().atMost(PATIENCE).until(() -> everyGroupHas(2));
        assertThat(roster.owners()).hasSize(DutyRoster.NAMES.size()).containsValue("first");
        assertThat(second.held()).isEmpty();
        assertThat(roster.left()).isEmpty();

        // when
        first.close();

        // then
        await().atMost(Duration.ofSeconds(5)).until(() -> isComplete(second));
        assertThat(Set.copyOf(roster.owners().values())).containsExactly("second");
        assertThat(roster.wrong()).isEmpty();
    }

    @Test
    void processes_that_know_different_duties_each_have_their_own() {
        // given
        List<Duty> all = roster.of("it");

        // when
        Duties first = start(all.subList(0, 6));
        Duties second = start(all.subList(6, 12));

        // then
        await().atMost(PATIENCE).until(() -> isComplete(first, second));
        assertThat(first.held()).hasSize(6).doesNotContainAnyElementsOf(second.held());
    }

    @Test
    void a_duty_that_cannot_be_taken_is_tried_again_and_holds_up_no_other() {
        // given
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean told = new AtomicBoolean();
        Duty stubborn = new Duty(
                "stubborn",
                () -> {
                    if (attempts.incrementAndGet() < 3 || !told.get()) {
                        throw new IllegalStateException("not yet");
                    }
                },
                () -> {});
        List<Duty> all = new ArrayList<>(List.of(stubborn));
        all.addAll(roster.of("first"));

        // when
        Duties first = start(all);

        // then
        await().atMost(PATIENCE)
                .until(() ->
                        first.trouble("stubborn").equals(Optional.of("cannot be taken: not yet")) && isComplete(first));
        told.set(true);
        await().atMost(PATIENCE).until(() -> first.held().contains("stubborn"));
        assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
        assertThat(first.trouble("stubborn")).isEmpty();
    }

    @Test
    void the_duties_of_a_process_that_was_killed_go_to_another_within_fifteen_seconds() throws Exception {
        // given
        Process other = DutiesProcess.start(brokers, topics);
        try {
            await().atMost(PATIENCE).until(() -> everyGroupHas(1));
            start("first");
            await().atMost(PATIENCE).until(() -> everyGroupHas(2));
            assertThat(running.get(0).held()).isEmpty();
        } finally {
            // when
            other.destroyForcibly();
        }

        // then
        await().atMost(Duration.ofSeconds(15)).until(() -> isComplete(running.get(0)));
        assertThat(roster.wrong()).isEmpty();
    }

    private Duties start(String process) {
        return start(roster.of(process));
    }

    private Duties start(List<Duty> duties) {
        Duties started = new Duties(clients, topics, duties);
        running.add(started);
        started.start();
        return started;
    }

    /** So many members, and all of them know what they have. */
    private boolean everyGroupHas(int members) throws Exception {
        List<String> groups = DutyRoster.NAMES.stream()
                .map(name -> topics.group("duties", name.replace(':', '.')))
                .toList();
        try (Admin admin = clients.admin()) {
            return admin.describeConsumerGroups(groups).all().get().values().stream()
                    .allMatch(group -> group.groupState() == GroupState.STABLE
                            && group.members().size() == members);
        } catch (ExecutionException e) {
            // not there yet
            return false;
        }
    }

    private static boolean isComplete(Duties... processes) {
        Set<String> all = new HashSet<>();
        for (Duties process : processes) {
            all.addAll(process.held());
        }
        return all.containsAll(DutyRoster.NAMES);
    }
}
