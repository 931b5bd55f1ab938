package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Ticket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Whoever reads the channel's listings doubts a receipt, while the channel's sync writes the next one. */
class DoubtedReceiptTest extends OfferQueueStories {

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SyncProcess process = new SyncProcess(queue, clock);

    /** The channel answered the attempt; a ticket of null for that it shows it. */
    private void answered(Attempt attempt, String ticket, Instant at) {
        List<Ticket> tickets =
                Collections.singletonList(ticket == null ? null : new Ticket(ticket, Duration.ZERO, WITHIN, false));
        process.outcomes.answered(new Results(List.of(attempt), Collections.singletonList(null), tickets, at), at);
        process.keepsAll();
    }

    /** What somebody knows by now who reads the topics. */
    private SyncView view() {
        List<ProducerRecord<byte[], byte[]>> written = List.copyOf(process.kafka.history());
        return SyncView.of(SyncProcess.SETTINGS, (topic, reader) -> written.stream()
                .filter(record -> record.topic().equals(topic))
                .forEach(record -> reader.accept(Consumed.of(record))));
    }

    /** Who begins with what compaction leaves of the receipts and of the doubt that came last. */
    private OfferQueue nextOwner(ProducerRecord<byte[], byte[]> doubt) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(process.kafka.history());
        all.add(doubt);
        Map<ByteBuffer, ProducerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        for (ProducerRecord<byte[], byte[]> record : all) {
            newest.remove(ByteBuffer.wrap(record.key()));
            newest.put(ByteBuffer.wrap(record.key()), record);
        }
        OfferQueue next = new OfferQueue(SyncProcess.SETTINGS.channel().id(), null, PriceGuard.NONE);
        SyncProcess reading = new SyncProcess(next, clock);
        newest.values().forEach(record -> reading.reads(record, NOW, after(9)));
        return next;
    }

    @Test
    void a_doubt_leaves_the_ticket_that_was_written_since_the_topics_were_read() {
        // given
        want(A, 5, 1);
        answered(takeOne(), null, NOW);
        SyncView known = view();
        // when
        want(A, 4, 2);
        answered(takeOne(), "import-1", after(1));
        OfferQueue next = nextOwner(known.doubt(A, true, false, after(2)));
        // then it is asked what became of it, and the doubt is there as well
        assertThat(next.asking().take(9, after(9)))
                .extracting(Acceptance::ticket)
                .containsExactly("import-1");
        Item item = next.item(0, A).orElseThrow();
        assertThat(item.quantity.accepted().version()).isEqualTo(2);
        assertThat(item.quantity.confirmed().doubtedAt()).isEqualTo(after(2));
    }

    @Test
    void a_doubt_leaves_what_the_channel_confirmed_since() {
        // given
        want(A, 5, 1);
        answered(takeOne(), null, NOW);
        SyncView known = view();
        // when
        want(A, 4, 2);
        answered(takeOne(), null, after(1));
        OfferQueue next = nextOwner(known.doubt(A, true, false, after(2)));
        // then nothing older is told, and the same not again
        next.wantQuantity(0, A, new Wanted<>(5L, 1L, NOW, null), after(9));
        next.wantQuantity(0, A, new Wanted<>(4L, 2L, NOW, null), after(9));
        assertThat(next.take(9, after(9))).isEmpty();
    }

    @Test
    void a_doubt_of_what_is_shown_last_is_there_for_whoever_begins_and_names_its_item() {
        // given
        want(A, 5, 1);
        answered(takeOne(), null, NOW);
        // when
        ProducerRecord<byte[], byte[]> doubt = view().doubt(A, true, false, after(2));
        OfferQueue next = nextOwner(doubt);
        // then
        next.wantQuantity(0, A, new Wanted<>(5L, 1L, NOW, null), after(9));
        assertThat(next.take(9, after(9))).hasSize(1);
        assertThat(ReceiptKey.sku(doubt.key())).isEqualTo(A);
        assertThat(ReceiptKey.sku(process.kafka.history().get(0).key())).isEqualTo(A);
    }
}
