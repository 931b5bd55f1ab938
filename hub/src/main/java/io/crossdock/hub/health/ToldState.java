package io.crossdock.hub.health;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * The state of a part that others do not depend on: its message is its trouble, without one all is well. A part that
 * stands in readiness is always up there; one that does not is down in the overall health while it has trouble.
 */
public final class ToldState extends AbstractHealthCheck {

    private final boolean inReadiness;
    private final Supplier<Optional<String>> trouble;

    private ToldState(String id, boolean inReadiness, Supplier<Optional<String>> trouble) {
        super("crossdock", id);
        this.inReadiness = inReadiness;
        this.trouble = trouble;
    }

    /** A channel: its trouble takes no traffic from the others. */
    public static ToldState channel(String channel, Supplier<Optional<String>> trouble) {
        return new ToldState("channel-" + channel, true, trouble);
    }

    /** A part of the process: down while it has trouble, but webhooks are still taken. */
    public static ToldState part(String name, Supplier<Optional<String>> trouble) {
        return new ToldState(name, false, trouble);
    }

    /** Something that people should know of and that takes no traffic from anybody. */
    public static ToldState note(String name, Supplier<Optional<String>> note) {
        return new ToldState(name, true, note);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return inReadiness;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> reason = trouble.get();
        reason.ifPresent(builder::message);
        if (reason.isEmpty() || inReadiness) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
