package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.ingest.JournalProducer;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Consumes a channel's journal, the body of an exchange being a list of {@link Journaled}; or writes an inbound record to
 * it.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "journal",
        title = "Journal",
        syntax = "journal:channel",
        category = Category.MESSAGING)
public class JournalEndpoint extends DefaultEndpoint {

    @UriPath
    private final String channel;

    @UriParam(defaultValue = "normalize")
    private String group = "normalize";

    @UriParam(defaultValue = "1000")
    private int maxRecords = 1_000;

    JournalEndpoint(String uri, JournalComponent component, String channel) {
        super(uri, component);
        this.channel = channel;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        JournalConsumer consumer = new JournalConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new JournalProducer(this, new ChannelId(channel));
    }

    public String getChannel() {
        return channel;
    }

    public String getGroup() {
        return group;
    }

    /** The role whose progress this is: {@code normalize} or {@code fetch}. */
    public void setGroup(String group) {
        this.group = group;
    }

    public int getMaxRecords() {
        return maxRecords;
    }

    /** The most records of a batch; one of large records ends earlier. */
    public void setMaxRecords(int maxRecords) {
        this.maxRecords = maxRecords;
    }
}
