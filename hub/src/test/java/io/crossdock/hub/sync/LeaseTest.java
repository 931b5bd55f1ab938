package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.http.FencedApi;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Request PATCH = Request.json("patch", "PATCH", "/items/1", new byte[0]);

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean owns = true;
    private final AtomicInteger requests = new AtomicInteger();

    /** As a session does: the batch's first request is paid with the batch. */
    private Api api(RateBudget budget) {
        boolean isPaid = budget.take(Clock.systemUTC().instant());
        return new Lease(over, budget, Clock.systemUTC(), now -> owns, isPaid)
                .of(
                        request -> {
                            requests.incrementAndGet();
                            return new Answer(200, null, new byte[0]);
                        },
                        "acme");
    }

    /** Of a budget of one request an hour, whose permit is taken. */
    private static void awaitSomebodyInTheRow(RateBudget budget) {
        await().until(() -> budget.nextPermit(Clock.systemUTC().instant())
                .isAfter(Clock.systemUTC().instant().plus(Duration.ofMinutes(90))));
    }

    @Test
    void every_request_of_a_batch_counts_not_the_batch() {
        // given
        Api api = api(RateBudget.parse("300/m"));
        long begun = System.nanoTime();
        // when
        for (int i = 0; i < 9; i++) {
            api.call(PATCH);
        }
        // then: five at once, each later one 200 ms after the one before
        assertThat(requests).hasValue(9);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void a_batch_whose_first_permit_somebody_else_took_waits_for_its_turn() {
        // given
        RateBudget budget = RateBudget.parse("1/h");
        budget.take(Clock.systemUTC().instant());
        Api api = api(budget);
        // when
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> api.call(PATCH));
        awaitSomebodyInTheRow(budget);
        over.countDown();
        // then
        await().until(waiting::isCompletedExceptionally);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_session_that_ends_begins_no_other_request() {
        // given
        Api api = api(RateBudget.parse("none"));
        api.call(PATCH);
        // when
        over.countDown();
        // then
        assertThatThrownBy(() -> api.call(PATCH))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
        assertThat(requests).hasValue(1);
    }

    @Test
    void a_request_that_waits_for_its_turn_is_given_up_with_its_session() {
        // given
        RateBudget budget = RateBudget.parse("1/h");
        Api api = api(budget);
        api.call(PATCH);
        // when
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> api.call(PATCH));
        awaitSomebodyInTheRow(budget);
        over.countDown();
        // then
        await().atMost(Duration.ofSeconds(2)).until(waiting::isCompletedExceptionally);
        assertThat(requests).hasValue(1);
    }

    @Test
    void a_process_that_may_own_the_channel_no_longer_begins_no_request_either() {
        // given
        Api api = api(RateBudget.parse("none"));
        api.call(PATCH);
        // when
        owns = false;
        // then
        assertThatThrownBy(() -> api.call(PATCH))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.isUnanswered())
                        .isFalse());
        assertThat(requests).hasValue(1);
    }

    @Test
    void a_process_that_lost_the_channel_while_it_got_an_access_token_sends_nothing() {
        // given
        FencedApi slow = (request, fence) -> {
            owns = false;
            fence.run();
            requests.incrementAndGet();
            return new Answer(200, null, new byte[0]);
        };
        Lease lease = new Lease(over, RateBudget.parse("none"), Clock.systemUTC(), now -> owns, true);
        // then
        assertThatThrownBy(() -> lease.of(slow, "acme").call(PATCH)).isInstanceOf(Failure.class);
        assertThat(requests).hasValue(0);
    }
}
