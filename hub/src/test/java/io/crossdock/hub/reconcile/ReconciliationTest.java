package io.crossdock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.crossdock.canonical.ChannelReconciled;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one comparison takes for missing, and journals. */
class ReconciliationTest extends ReconciliationStories {

    @Test
    void an_encrypted_journal_is_compared_and_whoever_was_forgotten_does_not_come_back_by_it() throws Exception {
        // given
        sealing = Encryption.inMemory(List.of(SHOP.value()), Clock.systemUTC());
        webhook("1", 5, 2);
        Sealing own = sealing;
        // by keys that are nowhere any more
        sealing = Encryption.inMemory(List.of(SHOP.value()), Clock.systemUTC());
        webhook("2", 5, 2);
        sealing = own;
        answers(page(null, listed("1", 5, 2), listed("2", 5, 2), listed("3", 5, 7)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(journal())
                .hasSize(3)
                .filteredOn(inbound -> inbound.key().equals("3"))
                .singleElement()
                .satisfies(inbound -> assertThat(inbound.body()).hasSize(28 + body(5, 7).length));
    }

    @Test
    void what_is_missing_is_journaled_as_a_webhook_would_have_been_and_reported() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2), listed("2", 5, 1)));
        answers(page(null, listed("3", 5, 1)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.pages()).isEqualTo(2);
        assertThat(tally.listed()).isEqualTo(3);
        assertThat(tally.missing()).isEqualTo(3);
        assertThat(asked).extracting(Span::page).containsExactly(Optional.empty(), Optional.of("next"));
        assertThat(journal())
                .extracting(InboundRecord::id, InboundRecord::kind, InboundRecord::key)
                .containsExactlyInAnyOrder(
                        tuple("1@5", "orders/updated", "1"),
                        tuple("2@5", "orders/updated", "2"),
                        tuple("3@5", "orders/updated", "3"));
        assertThat(reports()).containsExactly(new ChannelReconciled(SHOP, FROM, UNTIL, 3, 3, List.of("1", "2", "3")));
    }

    @Test
    void what_the_journal_has_is_not_written_again() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2), listed("2", 5, 1)));
        run();
        answers(page(null, listed("1", 5, 2), listed("2", 6, 7)));

        // when
        Tally second = run();

        // then
        assertThat(second.orders()).containsExactly("2");
        assertThat(journal()).extracting(InboundRecord::id).containsExactlyInAnyOrder("1@5", "2@5", "2@6");
    }

    @Test
    void what_a_webhook_tells_while_pages_are_read_is_known_to_the_next_page() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2)));
        answers.add(() -> {
            webhook("2", 5, 1);
            return page(null, listed("2", 5, 1));
        });

        // when
        Tally tally = run();

        // then
        assertThat(tally.orders()).containsExactly("1");
    }

    @Test
    void an_order_that_is_listed_twice_is_journaled_once() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2), listed("1", 5, 2)));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(journal()).hasSize(1);
    }

    @Test
    void an_order_that_cannot_be_translated_is_journaled_once_for_the_dead_letters_to_have_it() throws Exception {
        // given
        Listed odd = new Listed("1", "5", "orders/updated", true, "odd".getBytes(StandardCharsets.UTF_8));
        answers(page(null, odd));
        answers(page(null, odd));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(run().missing()).isZero();
    }

    @Test
    void what_was_finished_before_anybody_listened_is_left_alone_where_open_orders_are_asked_for() throws Exception {
        // given
        webhook("2", 5, 1);
        answers(page(null, listed("1", 5, 2), finished("2", 6, 0), finished("3", 5, 4)));

        // when
        Tally open = reconciliation("none").run(FROM, UNTIL, Scope.OPEN, this::pause, progress -> {});

        // then
        assertThat(open.orders()).as("an open one, and the end of a known one").containsExactly("1", "2");
        assertThat(open.finished()).isEqualTo(1);

        // when
        answers(page(null, finished("3", 5, 4)));

        // then
        assertThat(run().orders()).containsExactly("3");
    }

    @Test
    void a_dry_run_tells_what_is_missing_and_writes_nothing() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2)));

        // when
        Tally tally = reconciliation("none").dryRun(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});

        // then
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(journal()).isEmpty();
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_journal_that_is_not_there_yet_is_an_empty_one() throws Exception {
        // given
        answers(page(null, listed("1", 5, 2)));
        Reconciliation elsewhere = reconciliation("none", new Topics("not-there-" + topics.prefix()));

        // when, then
        assertThat(elsewhere
                        .dryRun(FROM, UNTIL, Scope.ALL, this::pause, progress -> {})
                        .missing())
                .isEqualTo(1);
    }

    @Test
    void an_order_too_large_for_the_journal_is_named_and_hides_no_other() throws Exception {
        // given
        String large = "5 2" + " ".repeat(1024 * 1024);
        answers(page(
                null,
                new Listed("1", "5", "orders/updated", true, large.getBytes(StandardCharsets.UTF_8)),
                listed("2", 5, 2)));

        // when
        Tally tally = run();

        // then
        assertThat(tally.tooLarge()).isEqualTo("1");
        assertThat(journal()).extracting(InboundRecord::key).containsExactly("2");
    }
}
