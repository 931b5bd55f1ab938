package io.crossdock.hub.ingest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** What a sender is told: 200 once the journal has it, 503 and when to come again while it cannot. */
public class WebhookAnswer implements Processor {

    /** So long a sender is asked to wait. */
    public static final String RETRY_AFTER_SECONDS = "5";

    private int status = 200;

    @Override
    public void process(Exchange exchange) {
        status(exchange.getMessage(), status);
    }

    /** 200 or 503. */
    public void setStatus(int status) {
        this.status = status;
    }

    static void status(Message message, int status) {
        message.removeHeaders("*");
        message.setBody("");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (status == 503) {
            message.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
    }
}
