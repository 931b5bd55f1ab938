package io.crossdock.hub.sync;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a session's answers: receipts, questions to ask later, failures. For the session's thread. */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /** So many questions in a row without an answer are no moment's trouble. */
    private static final int TOLD_AT = 3;

    private final SyncSettings settings;
    private final OfferQueue queue;
    private final Pace pace;
    private final ReceiptWriter receipts;
    private final Feed feed;
    private final SyncReport report;
    private final LagWatch lag;
    private final LevelReport level;
    private final Inbox inbox;
    private final Clock clock;
    private int askedInVain;

    Outcomes(
            SyncSettings settings,
            OfferQueue queue,
            Pace pace,
            ReceiptWriter receipts,
            Feed feed,
            SyncReport report,
            LagWatch lag,
            LevelReport level,
            Inbox inbox,
            Clock clock) {
        this.settings = settings;
        this.queue = queue;
        this.pace = pace;
        this.receipts = receipts;
        this.feed = feed;
        this.report = report;
        this.lag = lag;
        this.level = level;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * A batch was answered.
     *
     * @param begun when the last of its requests was
     */
    void answered(Results results, Instant begun) {
        Instant now = clock.instant();
        pace.answered(results.whole(), now);
        for (int i = 0; i < results.attempts().size(); i++) {
            Attempt attempt = results.attempts().get(i);
            Failure failure = results.failures().get(i);
            Ticket ticket = results.tickets().get(i);
            if (failure != null) {
                int batch = results.attempts().size();
                boolean parked = queue.failed(attempt, failure, results.isNoItems(failure), batch, now);
                report.failed(attempt, failure, parked, results.at());
                if (failure.isUnanswered()) {
                    queue.unanswered(attempt, begun.plus(settings.settles()), now);
                }
            } else if (ticket != null) {
                accepted(Acceptance.of(attempt, ticket, results.at()));
            } else {
                confirmed(attempt, results.at());
            }
        }
    }

    /** It was asked what became of accepted offers. */
    void asked(List<Acceptance> asked, Results results) {
        Instant now = clock.instant();
        pace.asked(results.whole(), now);
        tellVain(results);
        for (int i = 0; i < asked.size(); i++) {
            Acceptance acceptance = asked.get(i);
            Failure failure = results.failures().get(i);
            if (!queue.asking().isOpen(acceptance)) {
                continue;
            }
            boolean isUndecided = failure == null ? results.tickets().get(i) != null : isOfTheQuestion(failure);
            if (isUndecided || queue.isBeingOvertaken(acceptance)) {
                // A receipt of its end would be written beside that of the newer one's ticket, and erase it.
                askAgain(acceptance, now);
            } else if (failure == null) {
                confirmed(acceptance.attempt(), results.at());
            } else {
                boolean parked = queue.failed(acceptance.attempt(), failure, false, 1, now);
                report.failed(acceptance.attempt(), failure, parked, results.at());
            }
        }
    }

    /** Once, and not again before an answer: each question would tell the same. */
    private void tellVain(Results results) {
        Optional<Failure> vain = results.whole().filter(failure -> failure.kind() == Failure.Kind.UNAVAILABLE);
        askedInVain = vain.isPresent() ? askedInVain + 1 : 0;
        if (askedInVain == TOLD_AT) {
            LOG.warn(
                    "{}: cannot ask what became of accepted offers, and goes on trying: {}",
                    settings.channel().id(),
                    vain.get().getMessage());
        }
    }

    private static boolean isOfTheQuestion(Failure failure) {
        return failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED;
    }

    private void askAgain(Acceptance acceptance, Instant now) {
        if (!queue.askAgain(acceptance, now)) {
            Duration within = Duration.between(acceptance.at(), acceptance.until());
            Failure failure = Failure.unanswered(
                    settings.channel().system(), "offers", "accepted, and no result within " + within, null);
            queue.failed(acceptance.attempt(), failure, true, 1, now);
            queue.unanswered(acceptance.attempt(), now, now);
            report.failed(acceptance.attempt(), failure, false, now);
        }
    }

    /** The receipt holds the ticket, so that whoever owns the channel next can ask. */
    private void accepted(Acceptance acceptance) {
        Receipt receipt = queue.receipt(acceptance);
        if (receipt == null) {
            queue.settled(acceptance.attempt(), null, acceptance.at());
            return;
        }
        receipts.write(
                acceptance.attempt(),
                receipt,
                acceptance.at(),
                (written, exception) -> inbox.leave(() -> kept(acceptance, written, exception)));
    }

    private void kept(Acceptance acceptance, RecordMetadata written, Exception exception) {
        if (exception == null) {
            queue.accepted(acceptance, clock.instant());
            feed.written(written.partition(), written.offset());
        } else {
            queue.acceptedUnwritten(acceptance, clock.instant());
        }
    }

    private void confirmed(Attempt attempt, Instant at) {
        Receipt receipt = queue.receipt(attempt, at);
        if (receipt == null) {
            queue.settled(attempt, null, at);
            return;
        }
        receipts.write(
                attempt,
                receipt,
                at,
                (written, exception) -> inbox.leave(() -> receipted(attempt, receipt, at, written, exception)));
    }

    private void receipted(Attempt attempt, Receipt receipt, Instant at, RecordMetadata written, Exception exception) {
        if (exception == null) {
            queue.settled(attempt, receipt, clock.instant());
            feed.written(written.partition(), written.offset());
            report.confirmed(attempt, at);
            lag.confirmed(attempt.committedAt(), at);
            level.confirmed(attempt, at);
            return;
        }
        Failure lost = Failure.unavailable("kafka", "receipt", "not written", exception);
        queue.failed(attempt, lost, true, 1, clock.instant());
        report.failed(attempt, lost, false, at);
    }
}
