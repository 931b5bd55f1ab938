package io.crossdock.hub.encryption;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.InboundRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Encrypts what holds personal data before Kafka keeps it, and opens it again; for many threads. */
public interface Sealing {

    /** The attribute that names the key of what is encrypted; what lacks it is plain. */
    String KEY_ID = "keyid";

    /** Encrypts nothing, and has no keys for what others encrypted. */
    Sealing NONE = new Plain();

    /**
     * @param keyId null where the body is plain
     */
    record Body(String keyId, byte[] bytes) {}

    /**
     * @param attributes of the record of a journal or of a dead letter, by name without a prefix
     * @throws NoKeyException when there is no key now; the record must not be written
     */
    Body seal(Map<String, String> attributes, byte[] body);

    /** The same for a record as it came. */
    Body seal(InboundRecord inbound);

    /**
     * A record with its body in plain.
     *
     * @param keyId null where it is plain already
     * @return empty once its keys were destroyed: nobody can read it any more
     * @throws TamperedException when it was changed, or its body is another record's
     * @throws NoKeyException when it cannot be told now
     */
    Optional<InboundRecord> open(InboundRecord inbound, String keyId);

    /**
     * The body of a record of a journal or of a dead letter in plain, whichever it was.
     *
     * @param attributes of the record, by name without a prefix
     * @return empty once its keys were destroyed
     * @throws TamperedException when it was changed, or its body is another record's
     * @throws NoKeyException when it cannot be told now
     */
    Optional<byte[]> open(Map<String, String> attributes, byte[] body);

    /** The record of an event with its personal members encrypted; the very same record where there are none. */
    ProducerRecord<byte[], byte[]> sealed(ProducerRecord<byte[], byte[]> written, CanonicalEvent event);

    /**
     * The data of an event with its personal members in plain; those whose keys were destroyed are absent.
     *
     * @param attributes of the event, by name without a prefix
     * @throws TamperedException when some were changed, or are another event's
     */
    byte[] openEvent(Map<String, String> attributes, byte[] data);
}
