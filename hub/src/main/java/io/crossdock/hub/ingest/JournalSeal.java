package io.crossdock.hub.ingest;

import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Encrypts the body of an inbound record on its way into the journal, where bodies are encrypted. */
public final class JournalSeal implements Processor {

    private final Sealing sealing;

    public JournalSeal(Sealing sealing) {
        this.sealing = sealing;
    }

    /** @throws io.crossdock.hub.encryption.NoKeyException when there is no key now; the record is not taken */
    @Override
    public void process(Exchange exchange) {
        if (sealing != Sealing.NONE) {
            seal(exchange.getMessage());
        }
    }

    private void seal(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith(CloudEventHeaders.PREFIX) && value instanceof String text) {
                attributes.put(name.substring(CloudEventHeaders.PREFIX.length()), text);
            }
        });
        Sealing.Body body = sealing.seal(attributes, message.getBody(byte[].class));
        if (body.keyId() != null) {
            message.setBody(body.bytes());
            message.setHeader(CloudEventHeaders.PREFIX + Sealing.KEY_ID, body.keyId());
        }
    }
}
