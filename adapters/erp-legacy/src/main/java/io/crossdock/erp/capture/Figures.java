package io.crossdock.erp.capture;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's own figures of what it reads, which nobody here looks at: each event is written out as text for them, a tenth
 * of all that reading costs. Debezium 3.5 has no setting that leaves them out; a release that is made otherwise inside keeps
 * them.
 */
final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

    private final CompletableFuture<ChangeEventSourceCoordinator<?, ?>> engine = new CompletableFuture<>();

    /** @param started null where it did not start, or keeps its figures */
    void of(ChangeEventSourceCoordinator<?, ?> started) {
        engine.complete(started);
    }

    /** By the engine's thread, which has just turned them on and reads nothing yet. */
    void leaveOut() throws InterruptedException {
        try {
            ChangeEventSourceCoordinator<?, ?> started = engine.get();
            if (started != null) {
                dispatcher(started)
                        .ifPresent(dispatcher -> dispatcher.setEventListener(DataChangeEventListener.NO_OP()));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<EventDispatcher<?, ?>> dispatcher(ChangeEventSourceCoordinator<?, ?> started) {
        try {
            Field field = ChangeEventSourceCoordinator.class.getDeclaredField("eventDispatcher");
            field.setAccessible(true);
            return Optional.of((EventDispatcher<?, ?>) field.get(started));
        } catch (ReflectiveOperationException | ClassCastException | InaccessibleObjectException e) {
            LOG.info("Debezium's engine keeps figures of its own, which cost some CPU: {}", e.toString());
            return Optional.empty();
        }
    }
}
