package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/**
 * Turns a queue's message into an inbound record; a bean of the Kamelet {@code sqs-source}. Of the message's headers only
 * the receipt handle stays, by which the consumer deletes the message after the journal has it.
 */
public class QueueReceiver {

    private final Clock clock = Clock.systemUTC();
    private String channel;
    private String deliveryIdPointer;
    private String kindPointer;
    private String keyPointer;

    @Handler
    public void receive(Exchange exchange) {
        Message message = exchange.getMessage();
        Object receiptHandle = message.getHeader(Sqs2Constants.RECEIPT_HANDLE);
        String messageId = message.getHeader(Sqs2Constants.MESSAGE_ID, "", String.class);
        String text = message.getBody(String.class);
        byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        String id = InboundParts.at(deliveryIdPointer, body);
        String deliveryId = id.isEmpty() ? messageId(messageId, body) : id;
        String key = InboundParts.at(keyPointer, body);
        JournalHeaders.write(
                message,
                new InboundRecord(
                        new ChannelId(channel),
                        deliveryId,
                        InboundParts.at(kindPointer, body),
                        key.isEmpty() ? deliveryId : key,
                        "application/json",
                        body,
                        clock.instant(),
                        InboundParts.traceparent()));
        message.setHeader(Sqs2Constants.RECEIPT_HANDLE, receiptHandle);
    }

    private static String messageId(String messageId, byte[] body) {
        return messageId.isEmpty() ? InboundParts.digest(body) : InboundParts.tame(messageId);
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setDeliveryIdPointer(String deliveryIdPointer) {
        this.deliveryIdPointer = deliveryIdPointer;
    }

    public void setKindPointer(String kindPointer) {
        this.kindPointer = kindPointer;
    }

    public void setKeyPointer(String keyPointer) {
        this.keyPointer = keyPointer;
    }
}
