package io.crossdock.hub.letters;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.encryption.TamperedException;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.letters.DeadLetter.Origin;
import io.crossdock.hub.letters.Letters.Found;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Replays and drops dead letters. A replayed letter's record is journaled once more and only then noted as settled: who
 * is interrupted between the two replays it again, which has no second effect (docs/adr/0014).
 */
public final class Settlement {

    /** As of what is sent to us. */
    public static final int GREATEST_BODY_BYTES = 1024 * 1024;

    private static final int LONGEST_TEXT = 500;

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Set<String> existing;
    private final Clock clock;
    private final String by;
    private final String reason;
    private final Sealing sealing;

    /**
     * @param existing the topics that there are
     * @param by who does it
     * @param reason why
     * @param sealing encrypts a body that was edited, and tells which can no longer be read
     */
    public Settlement(
            Producer<byte[], byte[]> producer,
            Topics topics,
            Set<String> existing,
            Clock clock,
            String by,
            String reason,
            Sealing sealing) {
        this.producer = producer;
        this.topics = topics;
        this.existing = existing;
        this.clock = clock;
        this.by = line(by);
        this.reason = line(reason);
        this.sealing = sealing;
    }

    /** Why a letter cannot be replayed, in words; empty where it can. */
    public Optional<String> obstacle(DeadLetter letter) {
        if (letter.origin() == Origin.RECORD) {
            if (!letter.attribute(DeadLetters.WITHOUT_BODY).isEmpty()) {
                String position = letter.attribute("journalposition");
                return Optional.of(
                        position.isEmpty()
                                ? "its record was too large to be kept: ask the system for it by its key"
                                : "its record was too large to be kept a second time: the journal has it at " + position
                                        + ", and replay --channel reads it there");
            }
            if (isForgotten(letter)) {
                return Optional.of("it was forgotten: its keys were destroyed, and nobody can read it any more");
            }
            return hasJournal(letter)
                    ? Optional.empty()
                    : Optional.of("there is no journal of the channel '" + letter.attribute("channel") + "' here");
        }
        if (letter.origin() == Origin.ERP_ORDER) {
            return obstacleOfOrder(letter);
        }
        return Optional.of(
                switch (letter.origin()) {
                    case OFFER ->
                        "it is an offer that the channel refused: mend what it names, then the item is offered anew"
                                + " with its next change or when sync starts again; drop the letter";
                    case ERP_ROWS ->
                        "it is a row of the ERP, which is read from the ERP and never from here: mend the mapping,"
                                + " then the row's next change tells all of it anew; drop the letter";
                    default -> "it is no inbound record";
                });
    }

    private Optional<String> obstacleOfOrder(DeadLetter letter) {
        if (!letter.attribute(DeadLetters.WITHOUT_BODY).isEmpty()) {
            return Optional.of(
                    "its event is not kept any more: enter the order into the ERP by hand, and drop the letter");
        }
        return existing.contains(topics.erpOrderRetries(letter.attribute("system")))
                ? Optional.empty()
                : Optional.of("no ERP '" + letter.attribute("system") + "' takes orders here");
    }

    /** What a replay of it is, in words. */
    public static String placed(DeadLetter letter) {
        return letter.origin() == Origin.ERP_ORDER ? "to be entered once more" : "journaled";
    }

    /** Whether another body may be given instead of the letter's own. */
    public static boolean takesOtherBody(DeadLetter letter) {
        return letter.origin() == Origin.RECORD;
    }

    /**
     * Journals the letters' records once more, in their order, and returns after every ack.
     *
     * @param letters without an {@link #obstacle}
     * @param body instead of the letters' own; null for theirs
     * @return what was done about each, in the same order
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it
     */
    public List<LetterAction> replay(List<Found> letters, byte[] body) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Found found : letters) {
            DeadLetter letter = found.letter();
            if (letter.origin() == Origin.ERP_ORDER) {
                records.add(retry(letter));
                continue;
            }
            InboundRecord inbound = letter.inbound(body == null ? letter.body() : body);
            Sealing.Body sealed = body == null && letter.keyId() != null
                    ? new Sealing.Body(letter.keyId(), letter.body())
                    : sealing.seal(inbound);
            records.add(new ProducerRecord<>(
                    topics.journal(inbound.channel()),
                    null,
                    null,
                    inbound.key().getBytes(StandardCharsets.UTF_8),
                    sealed.bytes(),
                    JournalHeaders.ofReplay(inbound, letter.id(), by, body != null, sealed.keyId())));
        }
        List<RecordMetadata> written = PipelinedSend.all(producer, records);
        List<LetterAction> actions = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            String position = written.get(i).partition() + ":" + written.get(i).offset();
            actions.add(action(LetterState.REPLAYED, letters.get(i), position, body != null));
        }
        return note(actions);
    }

    /** The order's event as it was, for that ERP alone. */
    private ProducerRecord<byte[], byte[]> retry(DeadLetter letter) {
        Map<String, String> attributes = letter.event();
        attributes.put("replayof", letter.id());
        attributes.put("replayedby", by);
        return new ProducerRecord<>(
                topics.erpOrderRetries(letter.attribute("system")),
                null,
                null,
                letter.attribute("subject").getBytes(StandardCharsets.UTF_8),
                letter.body(),
                CloudEventHeaders.headers(attributes, "application/json"));
    }

    /** Notes that the records of these could be translated where they stand in the journal. */
    public void translated(List<Found> letters) {
        note(letters.stream()
                .map(found -> action(LetterState.REPLAYED, found, found.letter().attribute("journalposition"), false))
                .toList());
    }

    /** Notes that nobody will do anything about them; their bytes stay until their retention ends. */
    public List<LetterAction> drop(List<Found> letters) {
        return note(letters.stream()
                .map(found -> action(LetterState.DROPPED, found, "", false))
                .toList());
    }

    private LetterAction action(LetterState state, Found found, String position, boolean edited) {
        return new LetterAction(state, found.letter().id(), clock.instant(), found.end(), by, reason, position, edited);
    }

    private List<LetterAction> note(List<LetterAction> actions) {
        PipelinedSend.all(
                producer,
                actions.stream()
                        .map(action -> action.record(topics.deadLetterActions()))
                        .toList());
        return actions;
    }

    /** Who has no keys hands an encrypted body on as it is. */
    private boolean isForgotten(DeadLetter letter) {
        try {
            return letter.keyId() != null
                    && sealing != Sealing.NONE
                    && letter.opened(sealing).isEmpty();
        } catch (TamperedException e) {
            return false;
        }
    }

    /** A channel of a letter is what somebody wrote: no topic is made of it. */
    private boolean hasJournal(DeadLetter letter) {
        return existing.contains(topics.journal(new ChannelId(letter.attribute("channel"))));
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }
}
