package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Cost;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Budgets of a system that counts points, in a time that passes when somebody waits. */
class PointsTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Answer ANSWER = new Answer(200, "application/json", new byte[0]);

    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final AccountBudget account = new AccountBudget("100/s burst 2000 points", Map.of());

    private static Request request(String operation, double points, Cost.Told told) {
        return Request.json(operation, "POST", "/graphql", new byte[0])
                .costing(new Cost(points, answer -> Optional.ofNullable(told)));
    }

    private static Request request(double points) {
        return request("find", points, null);
    }

    /** @return for how long it waited */
    private Duration send(RateBudget budget, Request request) throws InterruptedException {
        Instant since = now;
        Charge charge = budget.await(request, wait -> now = now.plus(wait), clock);
        budget.settle(charge, ANSWER, now);
        return Duration.between(since, now);
    }

    @Test
    void a_request_takes_what_it_costs() throws Exception {
        // given
        for (int i = 0; i < 4; i++) {
            assertThat(send(account.offers(), request(500))).isZero();
        }
        // then
        assertThat(send(account.offers(), request(250))).isBetween(millis(2500), millis(2501));
        assertThat(account.offers().nextPermit(now)).isBetween(now.plusMillis(2499), now.plusMillis(2501));
    }

    @Test
    void what_it_did_not_take_comes_back_and_what_the_system_asked_for_it_is_known_next_time() throws Exception {
        // given: thought to cost 1000, it needs 500 to be there and takes 100
        Request dear = request("find", 1000, new Cost.Told(500, 100, 1900));
        send(account.offers(), dear);
        // when: 1900 are left
        for (int i = 0; i < 3; i++) {
            assertThat(send(account.offers(), request("set", 500, null))).isZero();
        }
        // then: 400 of 500
        assertThat(send(account.offers(), request("find", 1000, null))).isBetween(millis(1000), millis(1001));
    }

    @Test
    void an_account_that_has_less_than_it_is_thought_to_have_is_believed() throws Exception {
        // when
        send(account.offers(), request("find", 10, new Cost.Told(10, 10, 40)));
        // then
        assertThat(send(account.offers(), request("set", 50, null))).isBetween(millis(100), millis(101));
    }

    @Test
    void what_was_restored_since_the_system_answered_is_still_there() throws Exception {
        // given
        send(account.offers(), request("use", 2000, null));
        Request find = request("find", 10, new Cost.Told(10, 10, 0));
        Charge charge = account.offers().await(find, wait -> now = now.plus(wait), clock);
        // when
        now = now.plusSeconds(1);
        account.offers().settle(charge, ANSWER, now);
        // then: half of a second ago
        assertThat(send(account.offers(), request("set", 100, null))).isBetween(millis(500), millis(501));
    }

    @Test
    void a_comparison_pays_off_a_dear_page_at_the_pace_of_its_share() throws Exception {
        // given
        RateBudget comparison = account.comparison(20);
        assertThat(send(comparison, request(500))).isZero();
        // then: 20 points a second
        assertThat(send(comparison, request(500))).isBetween(millis(25_000), millis(25_001));
        assertThat(send(account.offers(), request(1000))).isZero();
    }

    @Test
    void a_part_that_never_holds_what_a_request_costs_is_of_no_use_and_a_cheaper_one_passes_it() throws Exception {
        // given
        account.shrink(6, now);
        RateBudget.Turn dear = account.offers().turn(new Price(500));
        assertThat(dear.at(now)).isAfter(now);
        // then
        assertThat(account.demand().least(now)).isEqualTo(15);
        assertThat(send(account.offers(), request(200))).isZero();
        account.grow(15, List.of(300.0), now);
        now = now.plusSeconds(20);
        assertThat(dear.at(now)).isEqualTo(now);
    }

    /** Once, what such a one gave back made those due that had waited before it, though nothing of it had come yet. */
    @Test
    void one_that_its_part_cannot_hold_any_more_brings_nobody_a_permit_before_its_time() throws Exception {
        // given: nothing is there, and a dear one waits behind a cheap one
        send(account.offers(), request(2000));
        RateBudget.Turn cheap = account.offers().turn(new Price(10));
        RateBudget.Turn dear = account.offers().turn(new Price(500));
        assertThat(cheap.at(now)).isEqualTo(now.plusMillis(100));
        assertThat(dear.at(now)).isEqualTo(now.plusMillis(5100));
        // when other processes get nine tenths of it
        account.shrink(6, now);
        assertThat(dear.at(now)).isAfter(now);
        // then: 10 points a second
        assertThat(cheap.at(now)).isBetween(now.plusMillis(999), now.plusMillis(1001));
        now = now.plusMillis(1001);
        assertThat(cheap.at(now)).isEqualTo(now);
        assertThat(account.offers().turn(new Price(10)).at(now)).isAfter(now.plusMillis(990));
    }

    @Test
    void what_comes_back_of_a_fetch_beyond_its_share_is_not_its_shares() throws Exception {
        // given: a quarter is the fetches'; the first one is of it and owes it 6 points, the second one is beyond it
        Request fetch = request("find", 500, new Cost.Told(500, 7, 2000));
        assertThat(send(account.fetches(), fetch)).isZero();
        assertThat(send(account.fetches(), fetch)).isZero();
        // when an offer waits
        account.offers().wants(now);
        // then
        assertThat(send(account.fetches(), fetch)).isBetween(millis(279), millis(281));
    }

    @Test
    void one_that_costs_more_than_there_ever_is_goes_once_all_is_there() throws Exception {
        assertThat(send(account.offers(), request(5000))).isZero();
        assertThat(send(account.offers(), request(5000))).isBetween(millis(20_000), millis(20_001));
    }

    @Test
    void requests_and_points_may_be_limited_together() throws Exception {
        // given
        AccountBudget both = new AccountBudget("2/s burst 1 and 100/s burst 2000 points", Map.of());
        send(both.offers(), request(10));
        // then
        assertThat(send(both.offers(), request(10))).isBetween(millis(500), millis(501));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
