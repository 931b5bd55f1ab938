package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one process says, and what it uses before and after. */
class ParticipantTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LIMIT = "10/s";

    private final AccountBudget budget = new AccountBudget(LIMIT, Map.of());
    private final Participant participant = new Participant("a", new BudgetLedger(), Map.of("acme", budget), START);
    private Instant now = START;
    private long offset;

    private void read(Statement statement) {
        participant.read(statement, offset++, now, now);
    }

    private Statement said() {
        return participant.next(now).orElseThrow();
    }

    private void saysAll() {
        for (Optional<Statement> said = participant.next(now); said.isPresent(); said = participant.next(now)) {
            read(said.get());
        }
    }

    private static Statement another(long number, Map<String, Wish> wishes) {
        return new Statement("b", number, false, wishes, null);
    }

    private static Wish all() {
        return new Wish(LIMIT, Parts.WHOLE, 6, 1, true, Parts.WHOLE, List.of(), null);
    }

    @BeforeEach
    void it_is_alone() {
        assertThat(budget.offers().nextPermit(now)).isAfter(now);
        read(said());
        assertThat(budget.parts()).isEqualTo(Parts.WHOLE);
        assertThat(budget.offers().nextPermit(now)).isEqualTo(now);
    }

    @Test
    void alone_it_says_nothing_but_that_it_lives() {
        // when
        assertThat(participant.next(now.plusMillis(1999))).isEmpty();
        now = now.plusSeconds(2);
        // then
        assertThat(said().wishes()).isEmpty();
    }

    @Test
    void it_looks_again_when_something_is_due_and_often_only_while_it_shares_what_it_needs() {
        // given: alone, whatever it needs
        budget.offers().take(now);
        assertThat(participant.due(now)).isEqualTo(now.plusSeconds(2));
        read(another(1, Map.of("acme", all())));
        saysAll();
        // when
        assertThat(participant.due(now)).isEqualTo(now.plusMillis(10));
        now = now.plusSeconds(4);
        saysAll();
        // then: it needs nothing, and said so
        assertThat(budget.parts()).isZero();
        assertThat(participant.due(now)).isEqualTo(now.plusSeconds(2));
    }

    @Test
    void whoever_waits_for_what_is_due_is_told_what_begins_before() {
        // given
        AtomicInteger told = new AtomicInteger();
        budget.onNews(told::incrementAndGet);
        // when
        budget.offers().take(now);
        budget.polls().wants(now);
        // then
        assertThat(told).hasValue(1);
        budget.offers().penalize(now.plusSeconds(1));
        budget.offers().penalize(now.plusSeconds(1));
        assertThat(told).hasValue(2);
        budget.polls().wants(now.plusSeconds(60));
        assertThat(told).hasValue(3);
    }

    @Test
    void what_it_said_that_it_leaves_it_does_not_use_again_whatever_it_reads_before_that() {
        // given
        read(another(1, Map.of("acme", all())));
        // when
        Statement said = said();
        assertThat(said.wishes().get("acme").keeps()).isEqualTo(30);
        // then
        assertThat(budget.parts()).isEqualTo(30);
        read(another(2, Map.of()));
        assertThat(budget.parts()).isEqualTo(30);
        read(said);
        assertThat(budget.parts()).isEqualTo(30);
    }

    @Test
    void it_uses_nothing_once_it_has_not_read_for_six_seconds_what_it_said() {
        // when
        now = now.plusSeconds(2);
        Statement beat = said();
        now = now.plusSeconds(4);
        assertThat(budget.offers().nextPermit(now.minusMillis(1))).isEqualTo(now.minusMillis(1));
        // then
        assertThat(budget.offers().nextPermit(now)).isAfter(now);
        read(beat);
        assertThat(budget.offers().nextPermit(now)).isEqualTo(now);
        assertThat(budget.offers().nextPermit(now.plusSeconds(2))).isAfter(now.plusSeconds(2));
    }

    @Test
    void one_that_was_thought_dead_has_nothing_until_it_has_said_again_what_it_wants() {
        // given
        now = now.plusSeconds(11);
        // when
        read(another(1, Map.of("acme", all())));
        // then
        assertThat(budget.parts()).isZero();
        read(said());
        assertThat(budget.parts()).isZero();
        read(new Statement("b", 2, true, Map.of(), null));
        assertThat(budget.parts()).isZero();
        read(said());
        assertThat(budget.parts()).isEqualTo(Parts.WHOLE);
    }

    @Test
    void what_does_not_come_back_is_said_again() {
        // given
        read(another(1, Map.of("acme", all())));
        Statement lost = said();
        assertThat(participant.next(now.plusMillis(1999))).isEmpty();
        // when
        now = now.plusSeconds(2);
        Statement again = said();
        // then
        assertThat(again.number()).isGreaterThan(lost.number());
        assertThat(again.wishes().get("acme").keeps()).isEqualTo(30);
        assertThat(budget.parts()).isEqualTo(30);
    }
}
