package io.crossdock.hub.strangler;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CapabilityDiffered;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.TopicFollower;
import io.crossdock.spi.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** All capabilities of a process that move out of the ERP. */
public final class Strangler implements AutoCloseable {

    /** The exchange's property that tells which side answered: {@code legacy} or {@code modern}. */
    public static final String ANSWERED_BY = "crossdock.answeredBy";

    private static final int MOST_REQUEST_BYTES = 1024 * 1024;

    private final CapabilityTopic topic;
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Clock clock;
    private final Standings standings = new Standings();
    private final TopicFollower follower;
    private final SwitchThreads threads = new SwitchThreads();
    private final Map<String, CapabilitySwitch> switches = new LinkedHashMap<>();
    private final Map<String, SteppingBack> steps = new LinkedHashMap<>();
    private final List<CamelSide> sides = new ArrayList<>();

    /**
     * @param producer for what differs
     * @param resolver replaces references in endpoints
     */
    public Strangler(
            List<SwitchedCapability> capabilities,
            CapabilityTopic topic,
            Producer<byte[], byte[]> producer,
            Topics topics,
            MeterRegistry meters,
            UnaryOperator<String> resolver,
            Clock clock) {
        this.topic = topic;
        this.producer = producer;
        this.topics = topics;
        this.clock = clock;
        this.follower = topic.follower(standings);
        capabilities.forEach(capability -> add(capability, meters, resolver));
    }

    private void add(SwitchedCapability capability, MeterRegistry meters, UnaryOperator<String> resolver) {
        String name = capability.name();
        Supplier<Standing> followed = () -> standings.of(name, capability.start());
        SteppingBack step = new SteppingBack(name, topic, followed);
        SwitchMeters counted = new SwitchMeters(meters, topics.prefix(), name);
        steps.put(name, step);
        switches.put(
                name,
                new CapabilitySwitch(
                        capability,
                        step::standing,
                        new CapabilitySwitch.Sides(
                                side(capability, CapabilitySwitch.LEGACY, resolver),
                                side(capability, CapabilitySwitch.MODERN, resolver)),
                        threads,
                        counted,
                        differed -> report(differed, counted),
                        step::step,
                        clock));
    }

    private CamelSide side(SwitchedCapability capability, String which, UnaryOperator<String> resolver) {
        CamelSide side = new CamelSide(
                capability.name(),
                which,
                which.equals(CapabilitySwitch.LEGACY) ? capability.legacy() : capability.modern(),
                resolver);
        sides.add(side);
        return side;
    }

    /** Returns once it is known where every switch stands; the topics must exist. */
    public void start() {
        topic.declare(
                switches.values().stream().map(CapabilitySwitch::capability).toList());
        follower.start();
    }

    /** Once the context runs. */
    public void open(CamelContext context) throws Exception {
        for (CamelSide side : sides) {
            side.open(context);
        }
    }

    public List<String> names() {
        return List.copyOf(switches.keySet());
    }

    /** Why it is not known where the switches stand; empty while all is well. */
    public Optional<String> trouble() {
        return follower.trouble();
    }

    /** What there is to say of a capability that stands back by itself. */
    public Optional<String> note(String capability) {
        return steps.get(capability).note();
    }

    /**
     * Answers an exchange by the side that has the capability.
     *
     * @throws io.crossdock.spi.Failure what that side did wrong
     * @throws IllegalArgumentException when there is no such capability, or the request is too large
     */
    public void answer(String capability, Exchange exchange) {
        CapabilitySwitch asked = switches.get(capability);
        if (asked == null) {
            throw new IllegalArgumentException(
                    "no capability '" + capability + "' is declared; there are: " + String.join(", ", names()));
        }
        CapabilitySwitch.Answered answered = asked.answer(request(exchange));
        exchange.getMessage().setBody(answered.body());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.setProperty(ANSWERED_BY, answered.side());
    }

    private static byte[] request(Exchange exchange) {
        byte[] request = exchange.getMessage().getBody(byte[].class);
        if (request == null && exchange.getMessage().getBody() != null) {
            request = Json.write(exchange.getMessage().getBody());
        }
        if (request == null || request.length > MOST_REQUEST_BYTES) {
            throw new IllegalArgumentException("a capability is asked with 1 to " + MOST_REQUEST_BYTES + " bytes");
        }
        return request;
    }

    /** Does not wait for the ack: a difference that is not told is counted. */
    private void report(CapabilityDiffered differed, SwitchMeters meters) {
        CanonicalEvent event = new CanonicalEvent(
                UUID.randomUUID().toString(),
                "/hub/" + topics.prefix(),
                clock.instant(),
                null,
                null,
                null,
                1,
                differed);
        try {
            producer.send(CloudEventHeaders.record(topics.capabilityDifferences(), event), (written, failure) -> {
                if (failure != null) {
                    meters.skipped("unreported");
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            meters.skipped("unreported");
        }
    }

    @Override
    public void close() {
        follower.close();
        steps.values().forEach(SteppingBack::close);
        switches.values().forEach(CapabilitySwitch::close);
        threads.close();
    }
}
