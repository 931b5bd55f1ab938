package io.crossdock.hub.poll;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One channel's poll, a page at a time: ask, journal, keep the cursor, in this order and never another. Whatever ends it
 * in between, the page is read again.
 */
final class Poll {

    private static final String OPERATION = "poll";

    /** The stock of a large shop, in 36 MB at most; forgetting costs a repeat. */
    private static final int REMEMBERED = 300_000;

    private final Channel channel;
    private final String name;
    private final Api api;
    private final Paging paging;
    private final PolledRecords records;
    private final RouteSend route;
    private final Cursors cursors;
    private final OversizedRecords oversized;
    private final PollMeters meters;
    private final Clock clock;
    private final Seen seen = new Seen(REMEMBERED);
    private Cursor cursor;
    private Instant asked;
    private final PollDoubts doubts;

    /** @param name under which the cursor is kept */
    Poll(
            Channel channel,
            String name,
            Api api,
            Paging paging,
            PolledRecords records,
            RouteSend route,
            Cursors cursors,
            OversizedRecords oversized,
            PollMeters meters,
            Clock clock) {
        this.channel = channel;
        this.name = name;
        this.api = api;
        this.paging = paging;
        this.records = records;
        this.route = route;
        this.cursors = cursors;
        this.oversized = oversized;
        this.meters = meters;
        this.clock = clock;
        this.doubts = new PollDoubts(paging);
    }

    /** What is odd though the system answers; empty as a rule. */
    Optional<String> doubt() {
        return doubts.told();
    }

    /** Where an earlier owner was; kept at once for a poll that is new, so that its beginning does not move with time. */
    void begin() {
        if (cursor == null) {
            Optional<Cursor> kept = cursors.read(name);
            cursor = kept.orElseGet(() -> paging.first(clock.instant()));
            if (kept.isEmpty()) {
                cursors.write(name, cursor);
            }
        }
    }

    /**
     * The answer to the request for the next page.
     *
     * @throws Failure when there is none or it is no page
     */
    Page ask() {
        meters.asked();
        asked = clock.instant();
        Answer answer = api.call(new Request(
                OPERATION, "GET", "", paging.query(cursor), Map.of("Accept", "application/json"), null, null));
        if (answer.status() == 404 && paging.mayBeBehindTheLast(cursor)) {
            return Page.EMPTY;
        }
        if (!answer.isSuccess()) {
            if (paging.mayBeginAgain(cursor)) {
                keep(cursor.again());
            }
            throw Failure.rejected(channel.system(), OPERATION, "", "status " + answer.status());
        }
        try {
            return paging.page(answer);
        } catch (Page.UnreadableException e) {
            throw Failure.malformed(channel.system(), OPERATION, "", e.getMessage());
        }
    }

    /**
     * Journals a page and then moves the cursor.
     *
     * @return whether nothing more is to be had now
     * @throws NotJournaledException when the journal did not take all of it
     * @throws org.apache.kafka.common.KafkaException when letters or cursor were not taken
     */
    boolean take(Page page) throws InterruptedException {
        Instant now = clock.instant();
        List<PolledRecords.Polled> all = new ArrayList<>();
        List<PolledRecords.Polled> news = new ArrayList<>();
        List<PolledRecords.Polled> tooLarge = new ArrayList<>();
        Map<String, String> onPage = new HashMap<>();
        Instant newest = null;
        for (byte[] element : page.records()) {
            PolledRecords.Polled polled = records.of(element, now);
            Instant changed = polled.changed().orElse(null);
            newest = newest == null || changed != null && changed.isAfter(newest) ? changed : newest;
            all.add(polled);
            String before = onPage.put(polled.thing(), polled.fingerprint());
            boolean isKnown = before == null ? seen.has(polled) : before.equals(polled.fingerprint());
            if (!paging.isFeed() && isKnown) {
                continue;
            }
            if (OversizedRecords.isOversized(polled.inbound())) {
                tooLarge.add(polled);
            } else {
                news.add(polled);
            }
        }
        route.all(news, taken -> {
            seen.add(taken);
            meters.journaled();
        });
        oversized.write(tooLarge.stream().map(PolledRecords.Polled::inbound).toList(), channel.system());
        if (!paging.isFeed()) {
            all.forEach(seen::add);
        }
        Cursor before = cursor;
        boolean ends = move(page, Optional.ofNullable(newest));
        doubts.after(
                all.size(),
                newest != null,
                news.isEmpty() && tooLarge.isEmpty() && cursor.equals(before),
                seen.isTooShort());
        if (ends) {
            seen.sweepEnds();
        }
        return ends;
    }

    private boolean move(Page page, Optional<Instant> newest) {
        try {
            Paging.Step step = paging.after(cursor, page, newest, asked);
            keep(step.cursor());
            if (step.ends()) {
                meters.swept();
            }
            return step.ends();
        } catch (Page.UnreadableException e) {
            throw Failure.malformed(channel.system(), OPERATION, "", e.getMessage());
        }
    }

    private void keep(Cursor next) {
        if (!next.equals(cursor)) {
            cursors.write(name, next);
            cursor = next;
        }
    }
}
