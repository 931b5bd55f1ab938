package io.crossdock.hub.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings the retention of topics that exist to what is configured, since a rule of privacy that holds for new topics
 * only is none. Nothing else of them is touched.
 */
final class TopicRetention {

    private static final Logger LOG = LoggerFactory.getLogger(TopicRetention.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicRetention() {}

    /**
     * @param wanted by topic
     * @return why some topics keep what they hold for another time than was asked for; empty as a rule
     */
    static Optional<String> apply(Admin admin, Map<String, Duration> wanted) {
        List<String> refused = new ArrayList<>();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        List<ConfigResource> topics =
                wanted.keySet().stream().sorted().map(TopicRetention::resource).toList();
        admin.describeConfigs(topics).values().forEach((topic, answer) -> {
            try {
                String wantedMillis = Long.toString(wanted.get(topic.name()).toMillis());
                String millis =
                        await(answer).get(TopicConfig.RETENTION_MS_CONFIG).value();
                if (!wantedMillis.equals(millis)) {
                    Level level = isShorter(wantedMillis, millis) ? Level.WARN : Level.INFO;
                    LOG.atLevel(level)
                            .log("the retention of {} goes from {} ms to {} ms", topic.name(), millis, wantedMillis);
                    ConfigEntry entry = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, wantedMillis);
                    changes.put(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
                }
            } catch (ExecutionException | TimeoutException e) {
                refused.add(topic.name() + ": " + reason(e));
            }
        });
        admin.incrementalAlterConfigs(changes).values().forEach((topic, changed) -> {
            try {
                await(changed);
            } catch (ExecutionException | TimeoutException e) {
                refused.add(topic.name() + ": " + reason(e));
            }
        });
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        String trouble = "kept for another time than is configured: " + String.join("; ", refused);
        LOG.warn("{}", trouble);
        return Optional.of(trouble);
    }

    /** Kafka deletes what is older at once, and -1 is for ever. */
    private static boolean isShorter(String wantedMillis, String millis) {
        long before = Long.parseLong(millis);
        return before < 0 || Long.parseLong(wantedMillis) < before;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(KafkaFuture<T> answer) throws ExecutionException, TimeoutException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting retentions", e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        if (cause == null) {
            return "no answer in time";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
