package io.crossdock.hub.poll;

import io.crossdock.hub.budget.AccountBudget;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultConsumer;

/** Stands for the duty to poll a channel while it is started, and polls while it has it. */
public class PollConsumer extends DefaultConsumer {

    /** Less than what all duties of a process may take to end. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private final PollEndpoint endpoint;
    private final Clock clock = Clock.systemUTC();
    private volatile Duties duties;
    private volatile Poller poller;
    private Api api;

    PollConsumer(PollEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Why nothing comes here; empty while all is well or another process has the duty. */
    public Optional<String> trouble() {
        Duties standing = duties;
        Poller now = poller;
        Optional<String> notTaken = standing == null ? Optional.empty() : standing.trouble(duty());
        return notTaken.isPresent() || now == null ? notTaken : now.trouble();
    }

    /** Many consumers told so first end side by side and not one after the other. */
    public void endSoon() {
        Poller now = poller;
        if (now != null) {
            now.endSoon();
        }
        Duties standing = duties;
        if (standing != null) {
            standing.endSoon();
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        duties = new Duties(
                find(KafkaClients.class), find(Topics.class), List.of(new Duty(duty(), this::take, this::leave)));
        duties.start();
    }

    @Override
    protected void doStop() throws Exception {
        endSoon();
        if (duties != null) {
            duties.close();
        }
        super.doStop();
    }

    private String duty() {
        return "poll:" + endpoint.getChannel();
    }

    private void take() {
        Topics topics = find(Topics.class);
        PollMeters meters = new PollMeters(find(MeterRegistry.class), topics, endpoint.getChannel());
        Poller next = new Poller(endpoint.getChannel(), poll(meters), endpoint.getPace(), budget(), meters, clock);
        next.start();
        poller = next;
    }

    private void leave() {
        Poller now = poller;
        poller = null;
        try {
            now.stop(LEAVE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RateBudget budget() {
        return AccountBudget.of(endpoint.getCamelContext(), endpoint.getChannel(), "none")
                .polls();
    }

    private Poll poll(PollMeters meters) {
        Channel channel = ChannelLookup.in(endpoint.getCamelContext(), endpoint.getChannel());
        return new Poll(
                channel,
                endpoint.getChannel() + "/" + endpoint.getGeneration(),
                reached(channel),
                endpoint.getPaging(),
                endpoint.getRecords(),
                new RouteSend(
                        getAsyncProcessor(), () -> createExchange(false), exchange -> releaseExchange(exchange, false)),
                find(Cursors.class),
                find(OversizedRecords.class),
                meters,
                clock);
    }

    private Api reached(Channel channel) {
        if (api == null) {
            api = endpoint.getApi().api(endpoint.getCamelContext(), channel, clock);
        }
        return api;
    }

    private <T> T find(Class<T> type) {
        Registry registry = endpoint.getCamelContext().getRegistry();
        return registry.mandatoryFindSingleByType(type);
    }
}
