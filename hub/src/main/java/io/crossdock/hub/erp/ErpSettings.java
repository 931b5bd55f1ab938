package io.crossdock.hub.erp;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.ChangeHandler;
import io.crossdock.erp.capture.ErpCapture;
import io.crossdock.erp.capture.OffsetStorage;
import io.crossdock.erp.capture.Rereading;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.sql.DatabaseQueries;
import io.crossdock.hub.erp.ResyncSteps.Access;
import io.crossdock.hub.erp.ResyncSteps.Delivery;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One ERP as a capture needs it; a bean in the registry under {@link #bean}.
 *
 * @param offsets how far its log was read
 * @param topics where its changes are read from instead of its log
 * @param prices what was told of them before; empty where nobody keeps that
 * @param kafka where its events are, and what is asked to be told again
 */
public record ErpSettings(
        ErpConfig config,
        OffsetStorage offsets,
        Optional<ConnectTopics> topics,
        Optional<ToldPrices> prices,
        Optional<EventTopics> kafka) {

    /** The hub's Kafka and how its topics are named. */
    public record EventTopics(KafkaClients clients, Topics topics) {}

    /** Of an ERP whose log is read, and of which nothing can be asked to be told again. */
    public ErpSettings(ErpConfig config, OffsetStorage offsets) {
        this(config, offsets, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The name of an ERP's bean; with a prefix, so that an ERP named like one of the hub's own beans replaces none. */
    public static String bean(String erp) {
        return "erp." + erp;
    }

    /**
     * @param file the mapping file
     * @param resolver replaces references such as {@code {{secret:erp/password}}}
     * @param replication of the offset topic, should it not exist yet
     * @throws io.crossdock.erp.ErpConfigException with every mistake in the file
     */
    public static ErpSettings of(
            Path file, UnaryOperator<String> resolver, KafkaClients kafka, Topics topics, int replication) {
        ErpConfig config = ErpConfigReader.read(file, resolver, ApiSettings::mistakesOf);
        return new ErpSettings(
                config,
                OffsetStorage.kafka(
                        topics.erpOffsets(config.name()),
                        topics.erpSchemas(config.name()),
                        kafka.properties(),
                        replication),
                config.connect().map(source -> {
                    Map<String, String> properties = new HashMap<>(kafka.properties());
                    properties.putAll(source.kafka());
                    return new ConnectTopics(new KafkaClients(properties), topics.group("erp", config.name()));
                }),
                Optional.of(new ToldPrices(
                        kafka, topics.group("erp-prices", config.name()), topics.prices(), config.source())),
                Optional.of(new EventTopics(kafka, topics)));
    }

    /** What does resyncs beside a capture; empty where its feed cannot, not started yet. */
    Optional<Resyncing> resyncing(
            ChangeFeed feed, ErpMapping mapping, DatabaseQueries queries, Delivery delivery, Clock clock) {
        if (!(feed instanceof Rereading capture)) {
            return Optional.empty();
        }
        Access access = new Access(config, capture, mapping, queries, delivery, clock);
        return kafka.map(hub -> new Resyncing(
                config.name(),
                new ResyncTopic(hub.clients(), hub.topics()),
                asked -> new ResyncSteps(asked, access, new KnownKeys(config, hub.clients(), hub.topics())),
                clock));
    }

    /** What tells the changes, not started yet. */
    ChangeFeed feed(ChangeHandler handler, Clock clock) {
        return topics.<ChangeFeed>map(connect -> new ConnectFeed(config, connect, handler, clock))
                .orElseGet(() -> new ErpCapture(config, offsets, handler, clock));
    }
}
