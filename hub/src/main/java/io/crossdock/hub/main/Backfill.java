package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.reconcile.Reconciliation;
import io.crossdock.hub.reconcile.Scope;
import io.crossdock.hub.reconcile.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** One reconciliation of one channel, by a process that runs nothing else: Camel with the channel's Kamelets alone. */
public final class Backfill implements AutoCloseable {

    private final Settings settings;
    private final ChannelConfig channel;
    private final KafkaClients clients;
    private final LoneChannel camel;
    private final LoneBudget budget;

    private Backfill(Settings settings, ChannelConfig channel, LoneChannel camel) throws InterruptedException {
        this.settings = settings;
        this.channel = channel;
        this.clients = new KafkaClients(settings.kafka());
        this.camel = camel;
        this.budget = LoneBudget.join(camel.context(), channel, clients, settings.topics(), "crossdock-backfill");
    }

    /** @param channel of a system that lists its orders */
    public static Backfill of(Settings settings, ChannelConfig channel) throws Exception {
        LoneChannel camel = LoneChannel.start(channel, CamelSettings.ofOrders(settings, channel));
        try {
            return new Backfill(settings, channel, camel);
        } catch (RuntimeException | InterruptedException e) {
            camel.close();
            throw e;
        }
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
                    camel.context(),
                    channel,
                    channel.orders().orElseThrow(),
                    clients,
                    budget.producer(),
                    settings.topics(),
                    encryption.sealing());
            return dryRun
                    ? reconciliation.dryRun(from, until, scope, camel::pause, progress)
                    : reconciliation.run(from, until, scope, camel::pause, progress);
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

    @Override
    public void close() {
        try {
            camel.close();
        } finally {
            budget.close();
        }
    }
}
