package io.crossdock.hub.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.admin.Admin;

/** Ready while Kafka answers: without it nothing can be accepted. */
public final class KafkaHealth extends AbstractHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;

    public KafkaHealth(Admin admin) {
        super("crossdock", "kafka");
        this.admin = admin;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            builder.up();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.down().message("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            builder.down().message("Kafka does not answer within " + PATIENCE.toSeconds() + " s");
        }
    }
}
