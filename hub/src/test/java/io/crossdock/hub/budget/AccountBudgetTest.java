package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is asked of one account, in a time that is passed in. */
class AccountBudgetTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = START.plusSeconds(60);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AccountBudgets budgets = new AccountBudgets(meters, "crossdock");
    private final Map<Purpose, Integer> sent = new EnumMap<>(Purpose.class);
    private final PriorityQueue<Sender> senders = new PriorityQueue<>(Comparator.comparing(Sender::looksAt));

    /** @param look does what can be done at a moment, and tells when to look again */
    private record Sender(Instant looksAt, UnaryOperator<Instant> look) {}

    @BeforeEach
    void anAccountOfTwoChannels() {
        budgets.add("amazon-de", "amazon-eu", "10/s");
        budgets.add("amazon-fr", "amazon-eu", "10/s");
    }

    private AccountBudget account() {
        return budgets.of("amazon-de");
    }

    /** A sync that has more offers than it may send. */
    private void offers(AccountBudget account) {
        RateBudget budget = account.offers();
        begins(now -> {
            Instant permit = budget.nextPermit(now);
            if (permit.isAfter(now)) {
                budget.wants(now);
                return permit;
            }
            budget.take(now);
            sent.merge(Purpose.OFFERS, 1, Integer::sum);
            return now;
        });
    }

    /** Somebody who sends one request after the other, as soon as its turn has come. */
    private void sends(Purpose purpose, RateBudget budget) {
        RateBudget.Turn[] turn = {budget.turn(Price.LEAST)};
        begins(now -> {
            Instant at = turn[0].at(now);
            if (!at.isAfter(now)) {
                sent.merge(purpose, 1, Integer::sum);
                turn[0] = budget.turn(Price.LEAST);
                return now.plusMillis(1);
            }
            Instant soon = now.plusMillis(200);
            return at.isBefore(soon) ? at : soon;
        });
    }

    private void begins(UnaryOperator<Instant> look) {
        senders.add(new Sender(START, look));
    }

    private void aMinutePasses() {
        while (senders.peek().looksAt().isBefore(END)) {
            Sender next = senders.poll();
            senders.add(new Sender(next.look().apply(next.looksAt()), next.look()));
        }
    }

    private int all() {
        return sent.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void together_they_take_no_more_than_the_account_s_limit() {
        // given
        offers(budgets.of("amazon-de"));
        offers(budgets.of("amazon-fr"));
        sends(Purpose.FETCH, account().fetches());
        sends(Purpose.POLL, account().polls());
        sends(Purpose.COMPARE, account().comparison(10));
        // when
        aMinutePasses();
        // then: ten a second, and once the burst of a second
        assertThat(all()).isBetween(600, 611);
    }

    @Test
    void while_offers_wait_the_others_get_their_shares_and_no_more() {
        // given
        offers(account());
        sends(Purpose.FETCH, account().fetches());
        sends(Purpose.POLL, account().polls());
        sends(Purpose.COMPARE, account().comparison(10));
        // when
        aMinutePasses();
        // then
        assertThat(sent.get(Purpose.FETCH)).isBetween(140, 155);
        assertThat(sent.get(Purpose.POLL)).isBetween(55, 63);
        assertThat(sent.get(Purpose.COMPARE)).isBetween(55, 63);
        assertThat(sent.get(Purpose.OFFERS)).isGreaterThan(330);
    }

    @Test
    void fetches_may_use_what_nobody_wants_and_a_comparison_keeps_to_its_share() {
        // given
        sends(Purpose.FETCH, account().fetches());
        sends(Purpose.COMPARE, account().comparison(10));
        // when
        aMinutePasses();
        // then
        assertThat(sent.get(Purpose.FETCH)).isBetween(530, 555);
        assertThat(sent.get(Purpose.COMPARE)).isBetween(55, 63);
    }

    @Test
    void an_offer_that_comes_while_all_is_used_by_fetches_waits_for_one_permit_at_the_most() {
        // given
        sends(Purpose.FETCH, account().fetches());
        // when
        aMinutePasses();
        // then
        assertThat(account().offers().nextPermit(END)).isBeforeOrEqualTo(END.plusMillis(100));
    }

    @Test
    void a_pause_that_one_is_asked_for_is_kept_by_all_and_on_both_channels() {
        // given
        Failure throttled = Failure.throttled("amazon", "getOrder", Duration.ofSeconds(50));
        // when
        account().fetches().heard(throttled, START);
        offers(budgets.of("amazon-fr"));
        sends(Purpose.FETCH, account().fetches());
        sends(Purpose.POLL, account().polls());
        sends(Purpose.COMPARE, account().comparison(10));
        aMinutePasses();
        // then
        assertThat(all()).isBetween(80, 113);
        assertThat(account().offers().throttledUntil(START)).isEqualTo(START.plusSeconds(50));
    }

    @Test
    void a_system_that_does_not_say_for_how_long_is_left_alone_for_a_moment() {
        // when
        account().polls().heard(Failure.throttled("amazon", "poll", null), START);
        account().polls().heard(Failure.unavailable("amazon", "poll", "status 500", null), START);
        // then
        assertThat(account().offers().nextPermit(START)).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void it_is_counted_what_requests_were_for_and_how_long_they_waited() throws Exception {
        // given
        Instant[] now = {START};
        Clock clock = ((InstantSource) () -> now[0]).withZone(ZoneOffset.UTC);
        for (int i = 0; i < 10; i++) {
            account().offers().take(START);
        }
        // when
        account().comparison(10).await(wait -> now[0] = now[0].plus(wait), clock);
        // then
        assertThat(timer("offers").count()).isEqualTo(10);
        assertThat(timer("compare").count()).isEqualTo(1);
        assertThat(timer("compare").totalTime(TimeUnit.MILLISECONDS)).isBetween(100.0, 101.0);
    }

    private Timer timer(String purpose) {
        return meters.get("crossdock.budget.wait")
                .tag("account", "amazon-eu")
                .tag("purpose", purpose)
                .timer();
    }
}
