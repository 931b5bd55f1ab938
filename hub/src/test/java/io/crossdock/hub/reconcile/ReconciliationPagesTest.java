package io.crossdock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a system's list is read that breaks off, asks for pauses, or does not end. */
class ReconciliationPagesTest extends ReconciliationStories {

    @Test
    void a_run_that_breaks_off_leaves_what_it_found_and_the_next_one_finds_the_rest() throws Exception {
        // given
        answers(page("next", listed("1", 5, 2)));
        answers(page("next", listed("1", 5, 2)));
        answers(page(null, listed("2", 5, 1)));
        assertThatThrownBy(() -> reconciliation("none").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(journal()).hasSize(1);
        assertThat(reports()).isEmpty();

        // when
        Tally tally = run();

        // then
        assertThat(tally.orders()).containsExactly("2");
        assertThat(journal()).hasSize(2);
    }

    @Test
    void a_system_that_asks_for_a_pause_gets_it_and_one_that_does_not_answer_growing_ones() throws Exception {
        // given
        answers.add(() -> {
            throw Failure.throttled("acme", "orders", Duration.ofSeconds(7));
        });
        for (int i = 0; i < 3; i++) {
            answers.add(() -> {
                throw Failure.unavailable("acme", "orders", "status 503", null);
            });
        }
        answers(page(null, listed("1", 5, 2)));

        // when, then
        assertThat(run().missing()).isEqualTo(1);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(7L, 4L, 8L, 16L);
    }

    @Test
    void a_system_that_stays_away_ends_the_run_after_a_while() {
        // given
        for (int i = 0; i < 8; i++) {
            answers.add(() -> {
                throw Failure.unavailable("acme", "orders", "status 503", null);
            });
        }

        // when, then
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).withMessage("acme orders: status 503");
        assertThat(pauses).hasSize(7);
    }

    @Test
    void what_no_repetition_mends_ends_the_run_at_once() {
        // given
        answers.add(() -> {
            throw Failure.unauthorized("acme", "orders", "status 401");
        });
        answers.add(() -> {
            throw Failure.throttled("acme", "orders", Duration.ofHours(2));
        });

        // when, then
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).withMessage("acme orders: status 401");
        assertThatExceptionOfType(Failure.class).isThrownBy(this::run).satisfies(failure -> assertThat(failure.kind())
                .isEqualTo(Failure.Kind.THROTTLED));
        assertThat(pauses).isEmpty();
    }

    @Test
    void pages_take_no_more_than_their_share_of_the_channels_limit() throws Exception {
        // given
        answers(page("2", listed("1", 5, 2)));
        answers(page("3", listed("2", 5, 2)));
        answers(page(null, listed("3", 5, 2)));

        // when
        reconciliation("1/h").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});

        // then
        assertThat(paused).isBetween(Duration.ofHours(9), Duration.ofHours(10));
    }

    @Test
    void a_list_that_leads_to_itself_ends() {
        // given
        answers(page("same", listed("1", 5, 2)));
        answers(page("same", listed("1", 5, 2)));

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(this::run)
                .withMessage("acme orders: the next page is the page itself");
    }
}
