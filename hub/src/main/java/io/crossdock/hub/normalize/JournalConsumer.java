package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Polls, routes, commits. A batch that its route did not take is read again after a pause, so that nothing is skipped;
 * while it waits, the reason stands in {@link #trouble()}.
 */
public class JournalConsumer extends DefaultConsumer {

    /** Of all partitions together, so that a channel's memory does not grow with their number. */
    private static final int MOST_FETCHED_BYTES = 8 * 1024 * 1024;

    private final JournalEndpoint endpoint;
    private volatile JournalReader reader;

    JournalConsumer(JournalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Why no progress is made; empty while all is well. */
    public Optional<String> trouble() {
        JournalReader now = reader;
        return now == null ? Optional.empty() : now.trouble();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Topics topics = find(Topics.class);
        ChannelId channel = new ChannelId(endpoint.getChannel());
        String group = topics.group(endpoint.getGroup(), channel.value());
        Consumer<byte[], byte[]> kafka = find(KafkaClients.class)
                .consumer(
                        group,
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                JournalBatch.polledAtOnce(endpoint.getMaxRecords()),
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                MOST_FETCHED_BYTES));
        kafka.subscribe(List.of(topics.journal(channel)));
        reader = new JournalReader(
                endpoint.getGroup() + "-" + channel, channel, endpoint.getMaxRecords(), kafka, this::route);
        reader.start();
    }

    private <T> T find(Class<T> type) {
        return endpoint.getCamelContext().getRegistry().mandatoryFindSingleByType(type);
    }

    /** Ends after the batch in hand; many consumers told so first stop side by side and not one after the other. */
    public void endSoon() {
        JournalReader now = reader;
        if (now != null) {
            now.endSoon();
        }
    }

    @Override
    protected void doStop() throws Exception {
        JournalReader now = reader;
        if (now != null) {
            now.stop();
        }
        super.doStop();
    }

    private void route(List<Journaled> batch) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getIn().setBody(batch);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new RouteFailedException(exchange.getException());
            }
        } catch (RouteFailedException e) {
            throw e;
        } catch (Exception e) {
            throw new RouteFailedException(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
