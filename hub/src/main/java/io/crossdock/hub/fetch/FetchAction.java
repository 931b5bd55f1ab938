package io.crossdock.hub.fetch;

import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.hub.normalize.Breakage;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Fetch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * The bean of a {@code <system>-fetch-action} Kamelet. What may succeed later fails the whole batch, which comes again;
 * what never will is that record's own failure.
 */
public class FetchAction extends ApiSettings implements CamelContextAware {

    private CamelContext camelContext;
    private String channel;
    private Fetch fetch;
    private volatile Api api;

    /**
     * @return a {@link Fetched} for each record
     * @throws Failure {@code THROTTLED}, {@code UNAVAILABLE}, or {@code UNAUTHORIZED}, which an operator mends
     */
    @Handler
    public List<Fetched> fetch(List<Journaled> batch) {
        Channel known = ChannelLookup.in(camelContext, channel);
        Api reached = api(known);
        List<Fetched> fetched = new ArrayList<>();
        for (Journaled journaled : batch) {
            fetched.add(fetch(journaled, known, reached));
        }
        return fetched;
    }

    private Fetched fetch(Journaled journaled, Channel known, Api reached) {
        try {
            return new Fetched(journaled, known, fetch.fetch(journaled.inbound(), known, reached), Optional.empty());
        } catch (Failure failure) {
            if (failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED) {
                throw failure;
            }
            return new Fetched(journaled, known, Optional.empty(), Optional.of(failure));
        } catch (RuntimeException e) {
            Failure failure = Breakage.of("fetching", journaled, known, e);
            return new Fetched(journaled, known, Optional.empty(), Optional.of(failure));
        }
    }

    private Api api(Channel known) {
        if (api == null) {
            api = api(camelContext, known, Clock.systemUTC());
        }
        return api;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setFetch(Fetch fetch) {
        this.fetch = fetch;
    }
}
