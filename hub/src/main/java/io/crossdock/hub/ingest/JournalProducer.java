package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Writes a message as it is given by {@link JournalHeaders} to a channel's journal; the exchange goes on once the broker
 * has acknowledged it, and fails when it does not. The message stays as it is, so that the same one may be tried again;
 * where bodies are encrypted, the journal's record alone is.
 */
public final class JournalProducer extends DefaultAsyncProducer {

    /**
     * A property of an exchange whose sender waits, and of whose route nothing after the journal can take long: it waits
     * for no memory, and goes on in the thread that brings the acks of all channels.
     */
    public static final String ANY_THREAD = "crossdock.anyThread";

    private final ChannelId channel;
    private JournalWriter journal;
    private Sealing sealing;
    private ExecutorService threads;

    public JournalProducer(Endpoint endpoint, ChannelId channel) {
        super(endpoint);
        this.channel = channel;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Registry registry = getEndpoint().getCamelContext().getRegistry();
        journal = registry.mandatoryFindSingleByType(JournalWriter.class);
        sealing = Encryption.in(registry);
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newCachedThreadPool(this, "journaled-" + channel);
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(threads);
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            journal.write(
                    JournalHeaders.record(exchange.getMessage(), journal.topic(channel), sealing),
                    exchange.getProperty(ANY_THREAD) == null,
                    (metadata, failure) -> goOn(exchange, failure, callback));
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void goOn(Exchange exchange, Exception failure, AsyncCallback callback) {
        if (failure != null) {
            exchange.setException(failure);
        }
        if (exchange.getProperty(ANY_THREAD) != null) {
            callback.done(false);
        } else {
            threads.execute(() -> callback.done(false));
        }
    }
}
