package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Sku A = new Sku("A");
    private static final Sku B = new Sku("B");
    private static final List<Attempt> BATCH = List.of(attempt(A), attempt(B));

    private static Attempt attempt(Sku sku) {
        return new Attempt(0, new Offer(sku, 1L, null, null, "k"), new Wanted<>(1L, 1L, null, null), null, null);
    }

    private static Results results(OfferResult... results) {
        return Results.of(BATCH, List.of(results), "acme", Instant.EPOCH);
    }

    private static Failure throttled() {
        return Failure.throttled("acme", "push", null);
    }

    private static Failure rejected() {
        return Failure.rejected("acme", "push", "", "no");
    }

    @Test
    void results_are_matched_by_sku_in_any_order() {
        // given
        Failure failure = rejected();
        // when
        Results results = results(OfferResult.failed(B, failure), OfferResult.confirmed(A));
        // then
        assertThat(results.failures()).containsExactly(null, failure);
        assertThat(results.whole()).isEmpty();
    }

    @Test
    void an_item_without_a_result_may_have_been_taken_or_not() {
        assertThat(results(OfferResult.confirmed(A)).failures().get(1).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void an_item_of_which_one_part_failed_has_failed_whatever_is_told_of_the_other() {
        // given
        Failure failure = rejected();
        // then
        assertThat(results(OfferResult.failed(A, failure), OfferResult.confirmed(A), OfferResult.confirmed(B))
                        .failures())
                .containsExactly(failure, null);
        assertThat(results(OfferResult.confirmed(A), OfferResult.confirmed(B), OfferResult.failed(A, failure))
                        .failures())
                .containsExactly(failure, null);
    }

    @Test
    void an_item_of_which_one_part_is_worked_on_has_no_result_yet_unless_the_other_failed() {
        // given
        Failure failure = rejected();
        Ticket ticket = new Ticket("import-1", Duration.ZERO, Duration.ofMinutes(1), false);
        OfferResult[] ofOne = {
            OfferResult.confirmed(A),
            OfferResult.accepted(A, ticket),
            OfferResult.confirmed(A),
            OfferResult.confirmed(B)
        };
        OfferResult[] ofTwo = {
            OfferResult.accepted(A, ticket), OfferResult.failed(A, failure), OfferResult.accepted(A, ticket),
        };
        // when, then
        assertThat(results(ofOne).tickets()).containsExactly(ticket, null);
        assertThat(results(ofTwo).tickets().get(0)).isNull();
        assertThat(results(ofTwo).failures().get(0)).isSameAs(failure);
    }

    @Test
    void a_quota_that_all_items_hit_concerns_the_channel_and_a_rejection_of_each_does_not() {
        assertThat(results(OfferResult.failed(A, throttled()), OfferResult.failed(B, throttled()))
                        .whole())
                .isPresent();
        assertThat(results(OfferResult.failed(A, rejected()), OfferResult.failed(B, rejected()))
                        .whole())
                .isEmpty();
    }

    @Test
    void the_same_rejection_of_all_is_one_of_the_request() {
        // given
        Failure failure = rejected();
        // when, then
        assertThat(results(OfferResult.failed(A, failure), OfferResult.failed(B, failure))
                        .whole())
                .contains(failure);
    }

    @Test
    void a_quota_that_one_item_hit_pauses_the_channel_for_the_longest_time_asked_for() {
        // given
        Failure shorter = Failure.throttled("acme", "push", Duration.ofSeconds(2));
        Failure longer = Failure.throttled("acme", "push", Duration.ofSeconds(9));
        // when, then
        Results one = results(OfferResult.confirmed(A), OfferResult.failed(B, shorter));
        assertThat(one.whole()).contains(shorter);
        assertThat(one.isNoItems(shorter)).isTrue();
        assertThat(results(OfferResult.failed(A, shorter), OfferResult.failed(B, longer))
                        .whole())
                .contains(longer);
    }

    @Test
    void a_refused_credential_is_the_items_own_only_where_it_alone_met_it() {
        // given
        Failure refused = Failure.unauthorized("acme", "push", "status 401");
        List<Attempt> batch = List.of(attempt(A), attempt(B), attempt(new Sku("C")));
        // when, then
        Results stopped = new Results(batch, Arrays.asList(null, refused, refused), Instant.EPOCH);
        assertThat(stopped.whole()).contains(refused);
        assertThat(stopped.isNoItems(refused)).isTrue();
        Results alone = new Results(batch, Arrays.asList(null, refused, null), Instant.EPOCH);
        assertThat(alone.whole()).isEmpty();
        assertThat(alone.isNoItems(refused)).isFalse();
    }
}
