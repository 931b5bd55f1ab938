package io.crossdock.hub.encryption;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.InboundRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Leaves everything as it is. */
final class Plain implements Sealing {

    @Override
    public Body seal(Map<String, String> attributes, byte[] body) {
        return new Body(null, body);
    }

    @Override
    public Body seal(InboundRecord inbound) {
        return new Body(null, inbound.body());
    }

    @Override
    public Optional<InboundRecord> open(InboundRecord inbound, String keyId) {
        refuse(keyId);
        return Optional.of(inbound);
    }

    @Override
    public Optional<byte[]> open(Map<String, String> attributes, byte[] body) {
        refuse(attributes.get(KEY_ID));
        return Optional.of(body);
    }

    @Override
    public ProducerRecord<byte[], byte[]> sealed(ProducerRecord<byte[], byte[]> written, CanonicalEvent event) {
        return written;
    }

    @Override
    public byte[] openEvent(Map<String, String> attributes, byte[] data) {
        refuse(attributes.get(KEY_ID));
        return data;
    }

    private static void refuse(String keyId) {
        if (keyId != null) {
            throw new NoKeyException("encrypted by key " + keyId + ", and CROSSDOCK_ENCRYPTION_KEY is not set");
        }
    }
}
