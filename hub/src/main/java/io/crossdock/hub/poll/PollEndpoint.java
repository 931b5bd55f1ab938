package io.crossdock.hub.poll;

import io.crossdock.hub.http.ApiSettings;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Polls a channel's API as its beans say. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "poll",
        title = "Poll",
        syntax = "poll:channel",
        consumerOnly = true,
        category = Category.HTTP)
public class PollEndpoint extends DefaultEndpoint {

    @UriPath
    private final String channel;

    @UriParam
    private ApiSettings api;

    @UriParam
    private Paging paging;

    @UriParam
    private PolledRecords records;

    @UriParam
    private PollPace pace;

    @UriParam(defaultValue = "1")
    private String generation = "1";

    PollEndpoint(String uri, PollComponent component, String channel) {
        super(uri, component);
        this.channel = channel;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PollConsumer consumer = new PollConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a poll only reads");
    }

    public String getChannel() {
        return channel;
    }

    public ApiSettings getApi() {
        return api;
    }

    /** How the API is reached. */
    public void setApi(ApiSettings api) {
        this.api = api;
    }

    public Paging getPaging() {
        return paging;
    }

    /** How it is asked for what is new. */
    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public PolledRecords getRecords() {
        return records;
    }

    /** How its records are read. */
    public void setRecords(PolledRecords records) {
        this.records = records;
    }

    public PollPace getPace() {
        return pace;
    }

    /** How often it is asked. */
    public void setPace(PollPace pace) {
        this.pace = pace;
    }

    public String getGeneration() {
        return generation;
    }

    /** With another one than before, the poll begins anew. */
    public void setGeneration(String generation) {
        this.generation = generation;
    }
}
