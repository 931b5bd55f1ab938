package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from what processes say of an account. */
class BudgetLedgerTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final BudgetLedger ledger = new BudgetLedger();
    private Instant now = START;
    private String limit = "10/s";
    private long offset;

    private List<Grant> says(String process, Wish wish) {
        return ledger.apply(new Statement(process, offset, false, Map.of("acme", wish), null), offset++, now);
    }

    private int least() {
        return Parts.least(Rate.all(limit), Price.LEAST);
    }

    private List<Grant> wants(String process, int parts, int weight) {
        return says(process, new Wish(limit, parts, least(), weight, true, Parts.WHOLE, List.of(), null));
    }

    private List<Grant> keeps(String process, int parts, double leaves) {
        return says(process, new Wish(limit, Parts.WHOLE, least(), 60, true, parts, List.of(leaves), null));
    }

    private int parts(String process) {
        return ledger.account("acme").member(process).parts();
    }

    @Test
    void the_first_one_gets_all_that_it_wants_and_a_full_bucket() {
        // when
        List<Grant> grants = wants("a", Parts.WHOLE, 60);
        // then
        assertThat(grants).containsExactly(new Grant("acme", "a", Parts.WHOLE, List.of(10.0)));
    }

    @Test
    void a_second_one_gets_its_part_once_the_first_has_left_it_and_what_its_bucket_held() {
        // given
        wants("a", Parts.WHOLE, 60);
        // when
        List<Grant> before = wants("b", Parts.WHOLE, 60);
        int missing = ledger.account("acme").missing();
        List<Grant> after = keeps("a", 30, 3);
        // then
        assertThat(before).isEmpty();
        assertThat(missing).isEqualTo(30);
        assertThat(after).containsExactly(new Grant("acme", "b", 30, List.of(3.0)));
        assertThat(parts("a")).isEqualTo(30);
    }

    @Test
    void where_all_want_more_than_there_is_they_have_it_by_weight_and_nobody_more_than_it_wants() {
        // when
        wants("offers", Parts.WHOLE, 60);
        wants("fetches", Parts.WHOLE, 30);
        wants("polls", 6, 30);
        // then
        assertThat(ledger.account("acme").targets()).isEqualTo(Map.of("offers", 36, "fetches", 18, "polls", 6));
    }

    @Test
    void whoever_falls_silent_has_nothing_after_ten_seconds_and_its_bucket_is_lost() {
        // given
        wants("a", Parts.WHOLE, 60);
        wants("b", Parts.WHOLE, 60);
        // when
        now = START.plusSeconds(10);
        List<Grant> notYet = wants("b", Parts.WHOLE, 60);
        now = now.plusMillis(1);
        List<Grant> grants = wants("b", Parts.WHOLE, 60);
        // then
        assertThat(notYet).isEmpty();
        assertThat(grants).containsExactly(new Grant("acme", "b", Parts.WHOLE, List.of(0.0)));
        assertThat(ledger.account("acme").member("a")).isNull();
    }

    @Test
    void what_nobody_has_fills_meanwhile_and_no_fuller_than_a_bucket_gets() {
        // given
        wants("a", Parts.WHOLE, 60);
        wants("a", 0, 60);
        says("a", new Wish(limit, 0, least(), 60, false, 0, List.of(2.0), null));
        // when
        now = now.plusMillis(300);
        List<Grant> soon = wants("b", 30, 60);
        now = now.plusSeconds(5);
        List<Grant> late = wants("c", 30, 60);
        // then
        assertThat(soon).containsExactly(new Grant("acme", "b", 30, List.of(2.5)));
        assertThat(late).containsExactly(new Grant("acme", "c", 30, List.of(5.0)));
    }

    @Test
    void where_only_one_permit_can_be_saved_up_they_take_turns_in_the_order_in_which_they_came() {
        // given
        limit = "60/m";
        wants("c", Parts.WHOLE, 60);
        wants("a", Parts.WHOLE, 60);
        wants("b", Parts.WHOLE, 60);
        assertThat(ledger.account("acme").isCrowded()).isTrue();
        // when
        List<Grant> first = keeps("c", 0, 0);
        List<Grant> second = keeps("a", 0, 0);
        List<Grant> third = keeps("b", 0, 0);
        // then
        assertThat(List.of(first, second, third))
                .allSatisfy(grants -> assertThat(grants).hasSize(1))
                .extracting(grants -> grants.get(0).process())
                .containsExactly("a", "b", "c");
    }

    /** Once, the limit of whoever spoke last said for all how small a part may be: too small for those with less burst. */
    @Test
    void a_process_whose_file_says_a_smaller_limit_gets_parts_that_are_of_use_to_it() {
        // given
        limit = "60/m";
        wants("slow", Parts.WHOLE, 60);
        limit = "10/s";
        wants("fast", Parts.WHOLE, 60);
        // then
        assertThat(ledger.account("acme").isCrowded()).isTrue();
        assertThat(ledger.account("acme").targets()).isEqualTo(Map.of("slow", Parts.WHOLE, "fast", 0));
        // when
        limit = "60/m";
        List<Grant> grants = keeps("slow", 0, 1);
        // then: of other buckets, so that what they held says nothing
        assertThat(grants).containsExactly(new Grant("acme", "fast", Parts.WHOLE, List.of()));
        assertThat(ledger.account("acme").targets()).isEqualTo(Map.of("slow", 0, "fast", Parts.WHOLE));
    }

    @Test
    void a_process_that_ends_leaves_nothing_behind() {
        // given
        wants("a", Parts.WHOLE, 60);
        wants("b", Parts.WHOLE, 60);
        Wish last = new Wish(limit, 0, least(), 1, false, 0, List.of(4.0), null);
        // when
        List<Grant> grants = ledger.apply(new Statement("a", 9, true, Map.of("acme", last), null), offset++, now);
        // then
        assertThat(grants).containsExactly(new Grant("acme", "b", Parts.WHOLE, List.of(4.0)));
        assertThat(BudgetView.of(ledger, now).get("acme").parts()).isEqualTo(Map.of("b", 1.0));
    }

    @Test
    void a_longer_pause_counts_whoever_heard_it() {
        // given
        long until = START.plusSeconds(30).toEpochMilli();
        // when
        says("a", new Wish(limit, 60, least(), 60, true, Parts.WHOLE, List.of(), until));
        says("b", new Wish(limit, 60, least(), 60, true, Parts.WHOLE, List.of(), until - 1000));
        // then
        assertThat(BudgetView.of(ledger, now).get("acme").pausedUntil()).contains(START.plusSeconds(30));
    }
}
