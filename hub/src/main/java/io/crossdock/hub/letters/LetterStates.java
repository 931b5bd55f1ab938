package io.crossdock.hub.letters;

import io.crossdock.hub.kafka.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which dead letters are settled, by what was done about them; a hundred bytes for each, since a mended mapping may
 * settle a million at once.
 */
final class LetterStates {

    /** By a digest of the id: the offset before which it is settled, doubled, and one more where it was dropped. */
    private final Map<UUID, Long> settled = new HashMap<>();

    static LetterStates read(TopicScan actions) {
        LetterStates states = new LetterStates();
        for (var batch = actions.next(); !batch.isEmpty(); batch = actions.next()) {
            states.addAll(batch);
        }
        return states;
    }

    private void addAll(List<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> written : batch) {
            LetterAction.read(written).ifPresent(this::add);
        }
    }

    void add(LetterAction action) {
        long told = action.before() * 2 + (action.state() == LetterState.DROPPED ? 1 : 0);
        settled.merge(digest(action.letter()), told, (known, later) -> known / 2 > later / 2 ? known : later);
    }

    /** A letter that came after what was done about an earlier one of the same id is open. */
    LetterState of(DeadLetter letter) {
        Long told = settled.get(digest(letter.id()));
        if (told == null || told / 2 <= letter.offset()) {
            return LetterState.OPEN;
        }
        return told % 2 == 1 ? LetterState.DROPPED : LetterState.REPLAYED;
    }

    private static UUID digest(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
