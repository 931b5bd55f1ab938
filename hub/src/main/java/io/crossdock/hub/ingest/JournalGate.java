package io.crossdock.hub.ingest;

import io.crossdock.hub.events.CloudEventHeaders;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * The one gate of the route {@code ingest}: whatever a source Kamelet let through, only the headers of an inbound record
 * go on, and what a queue's consumer needs to delete its message.
 */
public final class JournalGate implements Processor {

    private static final Set<String> OTHERS =
            Set.of(CloudEventHeaders.CONTENT_TYPE, KafkaConstants.KEY, Sqs2Constants.RECEIPT_HANDLE);

    /** Only the hub itself says what is encrypted, behind the gate. */
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage()
                .getHeaders()
                .keySet()
                .removeIf(name -> !OTHERS.contains(name) && !isAttribute(name) || JournalHeaders.KEY_ID.equals(name));
    }

    /** A CloudEvents attribute: lower case letters behind the prefix. */
    static boolean isAttribute(String name) {
        if (!name.startsWith(CloudEventHeaders.PREFIX) || name.length() == CloudEventHeaders.PREFIX.length()) {
            return false;
        }
        for (int i = CloudEventHeaders.PREFIX.length(); i < name.length(); i++) {
            if (name.charAt(i) < 'a' || name.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}
