package io.crossdock.hub.strangler;

import io.crossdock.erp.strangler.StepBack;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one capability step back: at once in this process, whether Kafka can be reached or not, and in all others as soon
 * as Kafka has it. Whoever has set the switch meanwhile is not overruled.
 */
final class SteppingBack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SteppingBack.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String BY = "crossdock";

    private final String capability;
    private final CapabilityTopic topic;
    private final Supplier<Standing> followed;
    private final ExecutorService worker;
    private volatile Taken taken;

    /** @param from the standing that is not safe any more */
    private record Taken(Standing from, StepBack back) {}

    /** @param followed where the switch stands by what this process has read */
    SteppingBack(String capability, CapabilityTopic topic, Supplier<Standing> followed) {
        this.capability = capability;
        this.topic = topic;
        this.followed = followed;
        this.worker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "capability-step-back-" + capability);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Where the switch stands for this process. */
    Standing standing() {
        Standing known = followed.get();
        Taken own = taken;
        return own != null && own.from().revision() == known.revision()
                ? new Standing(own.back().to(), known.revision(), known.last(), known.at())
                : known;
    }

    /** Why it stands back, while it does so by itself. */
    Optional<String> note() {
        Standing known = followed.get();
        if (known.isSteppedBack()) {
            return Optional.of("stepped back from " + known.last().from() + " to " + known.position() + " at "
                    + known.at() + ": " + known.last().reason() + "; it stays there until somebody sets it");
        }
        Taken own = taken;
        return Optional.ofNullable(own)
                .filter(step -> step.from().revision() == known.revision())
                .map(step -> "steps back to " + step.back().to() + ", which Kafka does not know yet: "
                        + step.back().reason());
    }

    synchronized void step(Standing from, StepBack back) {
        boolean isDone = taken != null && taken.from().revision() >= from.revision();
        if (isDone || followed.get().revision() != from.revision()) {
            return;
        }
        taken = new Taken(from, back);
        LOG.warn("{} steps back from {} to {}: {}", capability, from.position(), back.to(), back.reason());
        try {
            worker.execute(() -> write(from, back));
        } catch (RejectedExecutionException e) {
            // the hub is stopping; the next one judges for itself
        }
    }

    private void write(Standing from, StepBack back) {
        CapabilityTopic.Wish wish = new CapabilityTopic.Wish(capability, back.to(), true, BY, back.reason());
        while (followed.get().revision() == from.revision()) {
            try {
                topic.set(wish, from);
                return;
            } catch (RuntimeException e) {
                LOG.warn("Kafka does not know yet that {} stepped back: {}", capability, e.getMessage());
            }
            try {
                if (worker.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS) || worker.isShutdown()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
