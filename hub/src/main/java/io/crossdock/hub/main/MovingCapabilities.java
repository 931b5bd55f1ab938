package io.crossdock.hub.main;

import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.availability.AvailabilityView;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.health.ToldState;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.strangler.CapabilityTopic;
import io.crossdock.hub.strangler.Strangler;
import io.crossdock.hub.strangler.StranglerAction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Registry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** The capabilities of a process that move out of the ERP; nothing at all where none does. */
final class MovingCapabilities implements AutoCloseable {

    private final Strangler strangler;
    private final AvailabilityView availability;
    private final Optional<String> otherRetention;
    private ProducerTemplate template;

    private MovingCapabilities(Strangler strangler, AvailabilityView availability, Optional<String> otherRetention) {
        this.otherRetention = otherRetention;
        this.strangler = strangler;
        this.availability = availability;
    }

    /** Returns once it is known where every switch stands. */
    static MovingCapabilities start(
            Assembly assembly,
            Admin admin,
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            MeterRegistry meters) {
        if (assembly.capabilities().isEmpty()) {
            return new MovingCapabilities(null, null, Optional.empty());
        }
        Settings settings = assembly.settings();
        Optional<String> otherRetention = TopicSetup.of(settings).createCapabilities(admin);
        Strangler strangler = new Strangler(
                assembly.capabilities(),
                new CapabilityTopic(clients, settings.topics(), Clock.systemUTC()),
                producer,
                settings.topics(),
                meters,
                settings.secrets()::resolve,
                Clock.systemUTC());
        try {
            strangler.start();
        } catch (RuntimeException e) {
            strangler.close();
            throw e;
        }
        return new MovingCapabilities(strangler, new AvailabilityView(clients, settings.topics()), otherRetention);
    }

    /** The beans that routes name, among them one for each capability: {@code capability.} and its name. */
    void bind(CamelContext context) {
        if (strangler != null) {
            Registry registry = context.getRegistry();
            for (String name : strangler.names()) {
                StranglerAction action = new StranglerAction();
                action.setCapability(name);
                action.setCamelContext(context);
                registry.bind("capability." + name, action);
            }
            registry.bind("strangler", strangler);
            registry.bind(AvailabilityView.BEAN, availability);
        }
    }

    /** Each capability's front door, {@code direct:} and its name. */
    void addRoutes(CamelContext context, Assembly assembly) {
        for (SwitchedCapability capability : assembly.capabilities()) {
            TemplatedRouteBuilder.builder(context, "capability")
                    .routeId("capability-" + capability.name())
                    .parameter("capability", capability.name())
                    .add();
        }
    }

    /** Once the context runs. */
    void open(CamelContext context) throws Exception {
        if (strangler != null) {
            strangler.open(context);
            template = context.createProducerTemplate();
        }
    }

    byte[] ask(String capability, byte[] question) {
        if (strangler == null || !strangler.names().contains(capability)) {
            throw new IllegalArgumentException("no capability '" + capability + "' is declared");
        }
        Exchange asked = template.request(
                "direct:" + capability, exchange -> exchange.getMessage().setBody(question));
        if (asked.getException() instanceof RuntimeException told) {
            throw told;
        }
        if (asked.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(asked.getException());
        }
        return asked.getMessage().getBody(byte[].class);
    }

    void health(HealthCheckRegistry checks) {
        if (strangler != null) {
            checks.register(
                    ToldState.part("capabilities", () -> strangler.trouble().or(() -> otherRetention)));
            strangler
                    .names()
                    .forEach(name -> checks.register(ToldState.note("capability-" + name, () -> strangler.note(name))));
        }
    }

    @Override
    public void close() {
        if (strangler != null) {
            strangler.close();
            availability.close();
        }
    }
}
