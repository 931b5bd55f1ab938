package io.crossdock.hub.listings;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.Pause;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.hub.sync.SyncView;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader.Asked;
import io.crossdock.spi.ListingReader.Page;
import io.crossdock.spi.Listings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reads what a channel shows and compares it with what it confirmed and what is wanted. What has drifted is written into
 * the channel's receipts as a doubt, and the channel's sync offers it anew: nobody else writes to a channel.
 *
 * @param sync how the channel's sync reads the topics
 * @param reader asks for a page, as the budget allows
 * @param budget is told of pauses that the system asks for
 * @param grace how long is waited before what differs is held for drift; by then, what moved meanwhile is known
 */
public record ListingReconciliation(
        SyncSettings sync,
        Function<Asked, Page> reader,
        RateBudget budget,
        Producer<byte[], byte[]> producer,
        Duration grace,
        Clock clock) {

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);

    /** A system that asks for more is asked again by the next reading. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** No channel has so many pages; a system that goes round in circles is not asked for ever. */
    private static final int MOST_PAGES = 1_000_000;

    public ChannelId channel() {
        return sync.channel().id();
    }

    /**
     * Repairs what has drifted and reports it.
     *
     * @param progress told the number of pages read so far
     * @throws Failure why the system did not show all of its listings; then nothing is compared
     * @throws org.apache.kafka.common.KafkaException when Kafka did not answer
     * @throws InterruptedException when the pause says so
     */
    public ListingTally run(Pause pause, IntConsumer progress) throws InterruptedException {
        return reconcile(true, pause, progress);
    }

    /** The same without writing anything. */
    public ListingTally dryRun(Pause pause, IntConsumer progress) throws InterruptedException {
        return reconcile(false, pause, progress);
    }

    /** What the channel's sync would write, were it to begin now; nothing is written. */
    public ListingDifference difference(Pause pause, IntConsumer progress) throws InterruptedException {
        ReadListings shown = new ReadListings();
        read(shown, pause, progress);
        return ListingDifference.of(shown, view().all());
    }

    private ListingTally reconcile(boolean writes, Pause pause, IntConsumer progress) throws InterruptedException {
        ReadListings shown = new ReadListings();
        Instant from = clock.instant();
        int pages = read(shown, pause, progress);
        Instant until = clock.instant();
        ListingComparison comparison = new ListingComparison(grace);
        SyncView known = view();
        ListingComparison.Found found = comparison.compare(shown, known.all());
        if (found.drifts().stream().anyMatch(drift -> drift.cause().isRepaired())) {
            pause.of(grace);
            known = view();
            found = comparison.compare(shown, known.all());
        }
        List<ProducerRecord<byte[], byte[]>> doubts = doubts(found.drifts(), known);
        if (writes) {
            PipelinedSend.all(producer, doubts);
        }
        ListingTally tally = new ListingTally(
                from,
                until,
                pages,
                shown.listings(),
                shown.hidden(),
                shown.withoutSku(),
                found.agreeing(),
                found.moving(),
                found.drifts(),
                writes ? doubts.size() : 0);
        if (writes) {
            PipelinedSend.all(
                    producer, List.of(CloudEventHeaders.record(sync.topics().reports(), event(tally))));
        }
        return tally;
    }

    private SyncView view() {
        return SyncView.read(sync, sync.topics().group("listings", channel().value()));
    }

    private int read(ReadListings shown, Pause pause, IntConsumer progress) throws InterruptedException {
        Optional<String> next = Optional.empty();
        for (int pages = 1; pages <= MOST_PAGES; pages++) {
            Instant askedAt = clock.instant();
            Page page = patiently(new Asked(next), pause);
            shown.add(page.listings().stream().map(this::ours).toList(), askedAt);
            progress.accept(pages);
            if (page.next().isEmpty()) {
                return pages;
            }
            if (page.next().equals(next)) {
                throw malformed("the next page is the page itself");
            }
            next = page.next();
        }
        throw malformed("more than " + MOST_PAGES + " pages");
    }

    /** Under our SKU, where the channel has keys of its own; a key that its table lacks is nobody's, and stays. */
    private Listing ours(Listing listing) {
        Listings own = sync.channel().listings();
        if (!own.areOwn() || listing.sku().isBlank()) {
            return listing;
        }
        String sku = own.skuOf(new Sku(listing.sku())).map(Sku::value).orElse(listing.sku());
        return new Listing(listing.key(), sku, listing.quantity(), listing.price(), listing.state());
    }

    private Failure malformed(String what) {
        return Failure.malformed(sync.channel().system(), "listings", "", what);
    }

    private Page patiently(Asked asked, Pause pause) throws InterruptedException {
        Duration backoff = FIRST_BACKOFF;
        for (int attempt = 1; ; attempt++) {
            try {
                return reader.apply(asked);
            } catch (Failure failure) {
                Duration wait = failure.retryAfter().orElse(backoff);
                budget.heard(failure, clock.instant());
                if (!failure.kind().isTransient() || attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
                    throw failure;
                }
                pause.of(wait);
                backoff = backoff.multipliedBy(2);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> doubts(List<Drift> drifts, SyncView known) {
        Map<String, Set<Doubted>> bySku = new TreeMap<>();
        for (Drift drift : drifts) {
            if (drift.cause().isRepaired()) {
                Doubted part = drift.part().equals(Drift.QUANTITY) ? Doubted.QUANTITY : Doubted.PRICE;
                bySku.computeIfAbsent(drift.sku(), sku -> EnumSet.noneOf(Doubted.class))
                        .add(part);
            }
        }
        Instant now = clock.instant();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        bySku.forEach((sku, parts) -> records.add(
                known.doubt(new Sku(sku), parts.contains(Doubted.QUANTITY), parts.contains(Doubted.PRICE), now)));
        return records;
    }

    private enum Doubted {
        QUANTITY,
        PRICE
    }

    private CanonicalEvent event(ListingTally tally) {
        Instant now = clock.instant();
        String source = "/hub/reconcile";
        return new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.LISTINGS_RECONCILED, channel() + "@" + tally.from() + "@" + now),
                source,
                now,
                null,
                null,
                null,
                0,
                tally.event(channel()));
    }
}
