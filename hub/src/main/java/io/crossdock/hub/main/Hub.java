package io.crossdock.hub.main;

import io.crossdock.hub.availability.AvailabilityMeters;
import io.crossdock.hub.availability.AvailabilitySettings;
import io.crossdock.hub.availability.AvailabilityStreams;
import io.crossdock.hub.budget.AccountBudgets;
import io.crossdock.hub.budget.SharedBudgets;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.drop.DropComponent;
import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.erp.ErpWriter;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.fetch.FetchedWriter;
import io.crossdock.hub.health.KafkaHealth;
import io.crossdock.hub.health.ToldState;
import io.crossdock.hub.ingest.JournalGate;
import io.crossdock.hub.ingest.JournalWriter;
import io.crossdock.hub.kafka.HubKafkaClientFactory;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.normalize.EventWriter;
import io.crossdock.hub.normalize.JournalConsumer;
import io.crossdock.hub.poll.Cursors;
import io.crossdock.hub.poll.OversizedRecords;
import io.crossdock.hub.poll.PollConsumer;
import io.crossdock.hub.reconcile.Reconciler;
import io.crossdock.hub.sync.OffersConsumer;
import io.crossdock.hub.sync.RefusedOffers;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.hub.webhook.WebhookLimits;
import io.crossdock.hub.webhook.WebhookServer;
import io.crossdock.hub.writeback.EntryAction;
import io.crossdock.hub.writeback.OrderInterfaces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** A running hub: Camel with the routes of its channels, and what belongs to its roles beside it. */
public final class Hub implements AutoCloseable {

    /** What the duties took of it is no longer the routes'. */
    private static final Duration CLOSE_ROUTES_BY = Duration.ofSeconds(7);

    private static final Duration LOCATE_WITHIN = Duration.ofSeconds(30);

    private static final Duration CLOSE_CLIENTS_WITHIN = Duration.ofSeconds(1);

    private final Assembly assembly;
    private final KafkaClients clients;
    private final Topics topics;
    private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Main camel = new Main();
    private Admin admin;
    private Producer<byte[], byte[]> producer;
    private Producer<byte[], byte[]> intake;
    private Producer<byte[], byte[]> patientIntake;
    private WebhookServer webhooks;
    private Encryption encryption;
    private AvailabilityStreams availability;
    private ErpRoute erp;
    private ErpOrdersRoute erpOrders;
    private MovingCapabilities capabilities;
    private ChannelModes modes;
    private AccountBudgets budgets;
    private SharedBudgets sharedBudgets;
    private List<Reconciler> reconcilers = List.of();
    private ListingReconcilers listings;
    private Duties duties;

    public Hub(Assembly assembly) {
        this.assembly = assembly;
        this.clients = new KafkaClients(assembly.settings().kafka());
        this.topics = assembly.settings().topics();
    }

    /**
     * Returns once all is running.
     *
     * @throws IllegalStateException when Kafka cannot be reached
     */
    public void start() throws Exception {
        Settings settings = assembly.settings();
        admin = clients.admin();
        Optional<String> otherRetention = HubTopics.ensure(admin, assembly);
        encryption =
                Encryption.start(settings.encryption(), clients, topics, assembly.owners(), meters, Clock.systemUTC());
        producer = clients.producer("crossdock-events");
        capabilities = MovingCapabilities.start(assembly, admin, clients, producer, meters);
        modes = ChannelModes.start(assembly, clients);
        budgets = budgets();
        sharedBudgets = SharedBudgets.start(clients, topics, producer, budgets, Clock.systemUTC());
        if (assembly.has(Role.INGEST)) {
            intake = clients.producer("crossdock-intake", JournalWriter.SETTINGS);
            patientIntake = clients.producer("crossdock-intake-patient", JournalWriter.PATIENT_SETTINGS);
            webhooks = new WebhookServer(WebhookLimits.of(settings.maxBody()));
        }
        camel.configure().setUseMdcLogging(false);
        camel.setOverrideProperties(CamelSettings.of(assembly));
        camel.addMainListener(new Wiring());
        camel.start();
        capabilities.open(camel.getCamelContext());
        if (webhooks != null) {
            webhooks.listen(settings.httpHost(), settings.httpPort());
        }
        if (assembly.has(Role.AVAILABILITY)) {
            availability = new AvailabilityStreams(AvailabilitySettings.of(
                            settings.kafka(), topics, settings.state(), settings.replication(), settings.retention())
                    .withReservations(settings.reservations()));
            availability.start();
            AvailabilityMeters.register(meters, topics, availability);
        }
        reconcilers = reconcilers();
        listings = ListingReconcilers.start(camel.getCamelContext(), assembly, clients, producer, meters);
        List<Duty> known = new ArrayList<>();
        if (erp != null) {
            known.add(erp.duty());
        }
        if (erpOrders != null) {
            known.add(erpOrders.duty());
        }
        reconcilers.forEach(reconciler -> known.add(reconciler.duty()));
        known.addAll(camel.getCamelContext()
                .getComponent("drop", DropComponent.class)
                .duties());
        duties = new Duties(clients, topics, known);
        duties.start();
        health();
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel.getCamelContext());
        checks.register(ToldState.part("retention", () -> otherRetention));
        checks.register(ToldState.part("encryption", encryption::trouble));
        checks.register(ToldState.part("channel-modes", modes::trouble));
        checks.register(ToldState.part("budgets", sharedBudgets::trouble));
    }

    /**
     * Asks a capability that moves out of the ERP, as a route would.
     *
     * @param capability that was given to the hub by its file
     * @param question in JSON
     * @return the answer of the side that has the capability now, in JSON
     * @throws io.crossdock.spi.Failure what that side did wrong
     */
    public byte[] ask(String capability, byte[] question) {
        return capabilities.ask(capability, question);
    }

    /** Of the accounts that this process may ask something. */
    private AccountBudgets budgets() {
        AccountBudgets made = new AccountBudgets(meters, topics.prefix());
        if (assembly.has(Role.INGEST) || assembly.has(Role.NORMALIZE) || assembly.has(Role.SYNC)) {
            assembly.served()
                    .forEach(channel -> made.add(
                            channel.id().value(),
                            channel.account(),
                            channel.limit().rates()));
        }
        return made;
    }

    private List<Reconciler> reconcilers() {
        if (!assembly.has(Role.INGEST)) {
            return List.of();
        }
        List<Reconciler> made = new ArrayList<>();
        for (ChannelConfig channel : assembly.served()) {
            channel.reconcile()
                    .ifPresent(rule -> made.add(new Reconciler(
                            ChannelReconciliation.of(
                                    camel.getCamelContext(),
                                    channel,
                                    channel.orders().orElseThrow(),
                                    clients,
                                    producer,
                                    topics,
                                    encryption.sealing()),
                            rule,
                            meters)));
        }
        return made;
    }

    private void health() {
        CamelContext context = camel.getCamelContext();
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        checks.register(new KafkaHealth(admin));
        if (availability != null) {
            checks.register(ToldState.part(
                    "availability",
                    () -> Optional.ofNullable(availability.status().reason())));
            checks.register(ToldState.note("reservations", availability::reservationTrouble));
        }
        if (erp != null) {
            checks.register(ToldState.part(erp.part(), () -> erp.trouble(duties)));
        }
        if (erpOrders != null) {
            checks.register(ToldState.part(erpOrders.part(), () -> erpOrders.trouble(duties)));
        }
        capabilities.health(checks);
        for (ChannelConfig channel : assembly.served()) {
            String name = channel.id().value();
            checks.register(ToldState.channel(name, () -> ChannelTrouble.of(context, name)
                    .or(() -> lostTrouble(name))
                    .or(() -> listings.trouble(name))));
        }
    }

    private Optional<String> lostTrouble(String channel) {
        return reconcilers.stream()
                .filter(reconciler -> reconciler.channel().equals(channel))
                .findFirst()
                .flatMap(reconciler -> reconciler
                        .trouble()
                        .or(() -> duties.trouble(reconciler.duty().name())));
    }

    /** Within ten seconds, whoever does not answer: what has not ended by then was not acknowledged and comes again. */
    @Override
    public void close() {
        Shutdown shutdown = Shutdown.within(CLOSE_ROUTES_BY);
        // Beside the routes, which it has nothing to do with: one's time is not to add up to the other's.
        Thread computing = new Thread(() -> Shutdown.inTurn(availability), "availability-stop");
        computing.start();
        CamelContext context = camel.getCamelContext();
        if (webhooks != null) {
            webhooks.endSoon();
        }
        if (context != null) {
            context.getRoutes().forEach(Hub::endSoon);
        }
        Shutdown.inTurn(listings, duties);
        if (context != null) {
            context.getShutdownStrategy().setTimeout(shutdown.left().toSeconds());
        }
        Shutdown.inTurn(
                camel::stop, webhooks, () -> computing.join(shutdown.left().toMillis()));
        Shutdown.together(sharedBudgets, capabilities, modes, encryption);
        Shutdown.together(within(intake), within(patientIntake), within(producer), () -> {
            if (admin != null) {
                admin.close(CLOSE_CLIENTS_WITHIN);
            }
        });
    }

    private static AutoCloseable within(Producer<?, ?> each) {
        return each == null ? null : () -> each.close(CLOSE_CLIENTS_WITHIN);
    }

    private static void endSoon(Route route) {
        if (route.getConsumer() instanceof JournalConsumer journal) {
            journal.endSoon();
        } else if (route.getConsumer() instanceof OffersConsumer offers) {
            offers.endSoon();
        } else if (route.getConsumer() instanceof PollConsumer poll) {
            poll.endSoon();
        }
    }

    /** Binds what routes and Kamelets name, then adds the channels' routes. */
    private final class Wiring extends MainListenerSupport {

        @Override
        public void beforeInitialize(BaseMainSupport main) {
            Registry registry = main.getCamelContext().getRegistry();
            registry.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
            registry.bind("kafkaClients", clients);
            if (webhooks != null) {
                JournalWriter journal = new JournalWriter(intake, patientIntake, topics);
                journal.locate(assembly.sourceIds(), LOCATE_WITHIN);
                registry.bind("journalWriter", journal);
                registry.bind("journalGate", new JournalGate());
                main.getCamelContext()
                        .getComponent("platform-http", PlatformHttpComponent.class)
                        .setEngine(webhooks);
            }
            registry.bind("topics", topics);
            registry.bind("retention", assembly.settings().retention());
            registry.bind("channels", (ChannelLookup)
                    name -> assembly.all().named(name).orElse(null));
            Sealing sealing = encryption.sealing();
            registry.bind("sealing", sealing);
            registry.bind("events", new EventWriter(producer, topics, meters, Clock.systemUTC(), sealing));
            registry.bind("refusedOffers", new RefusedOffers(producer, topics, meters));
            registry.bind("fetched", new FetchedWriter(producer, topics, meters, Clock.systemUTC(), sealing));
            registry.bind("cursors", new Cursors(clients, producer, topics));
            registry.bind(
                    "oversizedRecords", new OversizedRecords(producer, topics, meters, Clock.systemUTC(), sealing));
            registry.bind("erpChanges", new ErpWriter(producer, topics, meters, Clock.systemUTC(), sealing));
            capabilities.bind(main.getCamelContext());
            assembly.erp()
                    .ifPresent(settings ->
                            registry.bind(ErpSettings.bean(settings.config().name()), settings));
            assembly.erpForOrders()
                    .ifPresent(config -> registry.bind(
                            EntryAction.bean(config.name()),
                            new EntryAction(OrderInterfaces.of(
                                    config, config.writeBack().orElseThrow().target(), main.getCamelContext()))));
            registry.bind("budgets", budgets);
            for (ChannelConfig channel : assembly.served()) {
                registry.bind(SyncSettings.bean(channel.id().value()), ChannelSync.settings(channel, topics, clients));
                modes.bind(registry, channel);
            }
            main.getCamelContext().getComponent("drop", DropComponent.class).setShared(true);
            main.getCamelContext()
                    .getComponent("kafka", KafkaComponent.class)
                    .setKafkaClientFactory(new HubKafkaClientFactory(clients));
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            CamelContext context = main.getCamelContext();
            ChannelRoutes.add(context, assembly);
            capabilities.addRoutes(context, assembly);
            if (assembly.has(Role.ERP)) {
                erp = assembly.erp()
                        .map(settings -> ErpRoute.add(context, settings))
                        .orElse(null);
                erpOrders = assembly.erpForOrders()
                        .map(config -> ErpOrdersRoute.add(context, config.name()))
                        .orElse(null);
            }
        }
    }
}
