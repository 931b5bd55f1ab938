package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.reconcile.Reconciliation;
import io.crossdock.hub.reconcile.Scope;
import io.crossdock.hub.reconcile.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** One reconciliation of one channel, by a process that runs nothing else: Camel with the channel's Kamelets alone. */
public final class Backfill implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Settings settings;
    private final ChannelConfig channel;
    private final KafkaClients clients;
    private final Main camel = new Main();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Producer<byte[], byte[]> producer;

    private Backfill(Settings settings, ChannelConfig channel) {
        this.settings = settings;
        this.channel = channel;
        this.clients = new KafkaClients(settings.kafka());
        this.producer = clients.producer("crossdock-backfill");
    }

    /** @param channel of a system that lists its orders */
    public static Backfill of(Settings settings, ChannelConfig channel) throws Exception {
        Backfill backfill = new Backfill(settings, channel);
        try {
            backfill.start();
        } catch (Exception e) {
            backfill.close();
            throw e;
        }
        return backfill;
    }

    private void start() throws Exception {
        camel.configure().setUseMdcLogging(false);
        camel.setOverrideProperties(CamelSettings.ofOrders(settings, channel));
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                main.getCamelContext().getRegistry().bind("channels", (ChannelLookup)
                        name -> name.equals(channel.id().value()) ? channel.channel() : null);
            }
        });
        camel.start();
    }

    /**
     * @param dryRun whether nothing is written
     * @param progress told after each page
     * @throws io.crossdock.spi.Failure why the system did not list its orders
     * @throws IllegalStateException when Kafka cannot be reached
     */
    public Tally run(Instant from, Instant until, Scope scope, boolean dryRun, Consumer<Tally> progress)
            throws InterruptedException {
        if (!dryRun) {
            try (Admin admin = clients.admin()) {
                TopicSetup.of(settings).create(admin, List.of(channel.id()), List.of());
            }
        }
        try (Encryption encryption = encryption(dryRun)) {
            Reconciliation reconciliation = ChannelReconciliation.of(
                    camel.getCamelContext(),
                    channel,
                    channel.orders().orElseThrow(),
                    clients,
                    producer,
                    settings.topics(),
                    encryption.sealing());
            return dryRun
                    ? reconciliation.dryRun(from, until, scope, this::pause, progress)
                    : reconciliation.run(from, until, scope, this::pause, progress);
        }
    }

    private Encryption encryption(boolean dryRun) {
        return Encryption.start(
                settings.encryption(),
                clients,
                settings.topics(),
                dryRun ? List.of() : List.of(channel.id().value()),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        camel.stop();
        producer.close(CLOSE_WITHIN);
    }
}
