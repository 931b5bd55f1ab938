package io.crossdock.hub.ingest;

import io.crossdock.spi.signature.SignedRequest;
import java.util.Optional;
import org.apache.camel.Message;

/** A webhook's message as a signature scheme sees it. */
record HeadersOf(Message message, byte[] body, String registeredUrl) implements SignedRequest {

    /** A repeated header arrives as a list and counts as missing: which of them would be signed? */
    @Override
    public Optional<String> header(String name) {
        return message.getHeader(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }
}
