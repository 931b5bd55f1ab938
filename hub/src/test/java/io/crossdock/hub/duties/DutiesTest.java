package io.crossdock.hub.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However processes come and go, each duty has one owner. */
@OnBackbone(Part.KAFKA)
class DutiesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DutyRoster roster = new DutyRoster();
    private final List<Duties> running = new ArrayList<>();
    private final Topics topics =
            new Topics("duties-" + UUID.randomUUID().toString().substring(0, 8));
    private String brokers;
    private KafkaClients clients;

    @BeforeEach
    void aTopic(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
        clients = new KafkaClients(Map.of("bootstrap.servers", brokers));
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).ensure(admin, Set.of(), Set.of());
        }
    }

    @AfterEach
    void everythingEnds() {
        running.forEach(Duties::close);
    }

    @Test
    void each_duty_has_one_owner_while_processes_come_and_go() {
        // given
        Duties first = start("first");
        await().atMost(PATIENCE).until(() -> first.held().size() == DutyRoster.NAMES.size());

        // when
        Duties second = start("second");

        // then
        await().atMost(PATIENCE).until(() -> !second.held().isEmpty() && isComplete(first, second));
        assertThat(first.held()).doesNotContainAnyElementsOf(second.held()).isNotEmpty();

        // when
        first.close();

        // then
        await().atMost(Duration.ofSeconds(5)).until(() -> isComplete(second));
        assertThat(roster.owners()).hasSize(DutyRoster.NAMES.size()).containsValue("second");
        assertThat(roster.wrong()).isEmpty();
    }

    @Test
    void a_process_that_joins_disturbs_only_the_duties_that_it_takes_over() {
        // given
        AtomicInteger left = new AtomicInteger();
        List<Duty> counted = roster.of("first").stream()
                .map(duty -> new Duty(duty.name(), duty.take(), () -> {
                    left.incrementAndGet();
                    duty.leave().run();
                }))
                .toList();
        Duties first = start(counted);
        await().atMost(PATIENCE).until(() -> isComplete(first));

        // when
        Duties second = start("second");

        // then
        await().atMost(PATIENCE).until(() -> !second.held().isEmpty() && isComplete(first, second));
        assertThat(left).hasValue(second.held().size());
    }

    @Test
    void a_duty_that_cannot_be_taken_is_tried_again_and_holds_up_no_other() {
        // given
        AtomicInteger attempts = new AtomicInteger();
        Duty stubborn = new Duty(
                "stubborn",
                () -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                },
                () -> {});
        List<Duty> all = new ArrayList<>(List.of(stubborn));
        all.addAll(roster.of("first"));

        // when
        Duties first = start(all);

        // then
        await().atMost(PATIENCE).until(() -> first.held().size() == all.size());
        assertThat(attempts).hasValue(3);
    }

    @Test
    void the_duties_of_a_process_that_was_killed_go_to_another_within_fifteen_seconds() throws Exception {
        // given
        Process other = DutiesProcess.start(brokers, topics);
        try {
            Duties first = start("first");
            await().atMost(PATIENCE).until(() -> isHalf(first));
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

    /** The other process has the rest. */
    private boolean isHalf(Duties duties) throws Exception {
        try (Admin admin = clients.admin()) {
            int members = admin.describeConsumerGroups(List.of(topics.duties()))
                    .all()
                    .get()
                    .get(topics.duties())
                    .members()
                    .size();
            return members == 2 && !duties.held().isEmpty() && duties.held().size() < DutyRoster.NAMES.size();
        }
    }

    private static boolean isComplete(Duties... processes) {
        Set<String> all = new HashSet<>();
        for (Duties process : processes) {
            all.addAll(process.held());
        }
        return all.equals(Set.copyOf(DutyRoster.NAMES));
    }
}
