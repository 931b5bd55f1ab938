package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a session's answers leave in Kafka, which keeps them late or not at all. */
class OutcomesTest extends OfferQueueStories {

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SyncProcess process = new SyncProcess(queue, clock);

    /** The channel answered that it works on the attempt. */
    private void accepted(Attempt attempt, String ticket, Instant at) {
        List<Ticket> tickets = List.of(new Ticket(ticket, Duration.ZERO, WITHIN, true));
        process.outcomes.answered(new Results(List.of(attempt), Collections.singletonList(null), tickets, at), at);
    }

    /** The channel answered what became of it; a failure of null for the best. */
    private void asked(Acceptance acceptance, Failure failure, Instant at) {
        List<Attempt> attempts = List.of(acceptance.attempt());
        process.outcomes.asked(List.of(acceptance), new Results(attempts, Collections.singletonList(failure), at));
    }

    /** Who reads the newest receipt, as compaction leaves it. */
    private OfferQueue nextOwner() {
        List<ProducerRecord<byte[], byte[]>> written = process.kafka.history();
        OfferQueue next = new OfferQueue(SyncProcess.SETTINGS.channel().id(), null, PriceGuard.NONE);
        new SyncProcess(next, clock).reads(written.get(written.size() - 1), NOW, NOW);
        return next;
    }

    @Test
    void the_result_of_an_older_offer_does_not_erase_the_ticket_of_the_newer_one() {
        // given
        want(A, 4, 2);
        accepted(takeOne(), "first", NOW);
        process.keepsNext();
        want(A, 3, 3);
        Attempt newer = takeOne();
        Acceptance older = queue.asking().take(9, NOW).get(0);
        // when the newer one is accepted, and Kafka has not said yet that it keeps the ticket
        accepted(newer, "second", after(1));
        asked(older, null, after(2));
        process.keepsAll();
        // then
        assertThat(nextOwner().asking().take(9, NOW))
                .extracting(Acceptance::ticket)
                .containsExactly("second");
        assertThat(queue.asking().take(9, after(3)))
                .extracting(Acceptance::ticket)
                .containsExactly("second");
    }

    @Test
    void an_older_offer_whose_time_is_over_is_not_given_up_while_a_newer_one_is_on_its_way() {
        // given
        want(A, 4, 2);
        accepted(takeOne(), "first", NOW);
        process.keepsNext();
        want(A, 3, 3);
        Attempt newer = takeOne();
        Acceptance older = queue.asking().take(9, after(20)).get(0);
        // when
        asked(older, failure(Failure.Kind.REJECTED), after(20));
        // then it is asked about later, as often as need be
        assertThat(queue.asking().size()).isEqualTo(1);
        assertThat(queue.asking().take(9, NOW)).isEmpty();
        assertThat(queue.asking().take(9, after(21))).containsExactly(older);
        // when
        queue.failed(newer, failure(Failure.Kind.THROTTLED), true, 1, after(21));
        asked(older, failure(Failure.Kind.REJECTED), after(22));
        // then
        assertThat(queue.asking().size()).isZero();
    }

    @Test
    void an_offer_whose_ticket_no_receipt_holds_is_handed_on_as_unsure_until_it_has_its_result() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        queue.item(0, A).orElseThrow().recordedMillis = NOW.toEpochMilli();
        accepted(takeOne(), "first", NOW);
        // when
        process.losesNext();
        // then it is asked about, and whoever comes next tells what has gone back to what was confirmed
        Acceptance open = queue.asking().take(9, NOW).get(0);
        assertThat(queue.unknownSince()).contains(NOW);
        // when
        asked(open, null, after(2));
        process.keepsNext();
        // then
        assertThat(queue.unknownSince()).isEmpty();
    }
}
