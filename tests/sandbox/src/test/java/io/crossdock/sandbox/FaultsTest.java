package io.crossdock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.sandbox.Faults.Kind;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String SET_7 = "{\"offers\": [{\"article\": \"SKU-1\", \"pieces\": 7}]}";

    private final PartnerShopSandbox shop = new PartnerShopSandbox(Worlds.setup("acme-eu", "EUR", Clock.systemUTC()));
    private final Caller caller = Caller.of(shop).with("Authorization", "Bearer " + shop.token());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_throttled_system_says_when_to_come_back_and_so_many_times_only() throws Exception {
        // given
        shop.faults().throttle("putOffers", 2, Duration.ofMillis(1500));

        // when
        Caller.Answer first = put();
        Caller.Answer second = put();
        Caller.Answer third = put();

        // then
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.http().headers().firstValue("Retry-After")).contains("2");
        assertThat(second.status()).isEqualTo(429);
        assertThat(third.status()).isEqualTo(200);
        assertThat(shop.faults().happened(Kind.THROTTLE)).isEqualTo(2);
        assertThat(shop.ledger().writes()).hasSize(1);
    }

    @Test
    void a_failing_system_fails_until_it_is_healed() throws Exception {
        // given
        shop.faults().fail(Faults.ALL, Faults.UNTIL_HEALED, 503);

        // when
        Caller.Answer sick = put();
        Caller.Answer stillSick = put();
        shop.faults().heal();
        Caller.Answer well = put();

        // then
        assertThat(sick.status()).isEqualTo(503);
        assertThat(stillSick.status()).isEqualTo(503);
        assertThat(well.status()).isEqualTo(200);
        assertThat(shop.faults().happened(Kind.FAIL)).isEqualTo(2);
    }

    @Test
    void a_request_dropped_before_it_is_done_leaves_no_trace() {
        // given
        shop.faults().dropBefore("putOffers", 1);

        // when
        assertThatThrownBy(this::put).isInstanceOf(IOException.class);

        // then
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(10);
        assertThat(shop.ledger().writes()).isEmpty();
        assertThat(shop.faults().happened(Kind.DROP_BEFORE)).isEqualTo(1);
    }

    @Test
    void a_request_dropped_after_it_is_done_has_had_its_effect() {
        // given
        shop.faults().dropAfter("putOffers", 1);

        // when
        assertThatThrownBy(this::put).isInstanceOf(IOException.class);

        // then
        assertThat(shop.shown("SKU-1").quantity()).isEqualTo(7);
        assertThat(shop.faults().happened(Kind.DROP_AFTER)).isEqualTo(1);
    }

    @Test
    void a_hung_system_answers_once_it_is_healed() {
        // given
        shop.faults().slow("putOffers", Duration.ofHours(1));
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return put().status();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> shop.faults().happened(Kind.SLOW) == 1);
        assertThat(status).isNotDone();
        assertThat(shop.ledger().writes()).isEmpty();

        // when
        shop.faults().heal("putOffers");

        // then
        Awaitility.await().until(status::isDone);
        assertThat(status.join()).isEqualTo(200);
    }

    @Test
    void a_slow_system_takes_its_time() throws Exception {
        // given
        shop.faults().slow(Faults.ALL, Duration.ofMillis(120));

        // when
        long startNanos = System.nanoTime();
        Caller.Answer answer = put();

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
    }

    @Test
    void a_fault_of_one_operation_leaves_the_others_alone() throws Exception {
        // given
        shop.faults().fail("putOffers", Faults.UNTIL_HEALED, 500);

        // when
        Caller.Answer other = caller.get("/api/offers/SKU-1");

        // then
        assertThat(other.status()).isEqualTo(200);
        assertThat(put().status()).isEqualTo(500);
    }

    @Test
    void a_stranger_is_refused_even_on_a_bad_day() throws Exception {
        // given
        shop.faults().fail(Faults.ALL, Faults.UNTIL_HEALED, 500);

        // when
        Caller.Answer answer = Caller.of(shop).json("PUT", "/api/offers", SET_7);

        // then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(shop.faults().happened(Kind.FAIL)).isZero();
    }

    @Test
    void what_nobody_serves_is_not_found() throws Exception {
        // when
        Caller.Answer answer = caller.get("/api/nothing");

        // then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(shop.ledger().refusals(Ledger.Reason.UNKNOWN)).isEqualTo(1);
    }

    private Caller.Answer put() throws IOException, InterruptedException {
        return caller.json("PUT", "/api/offers", SET_7);
    }
}
