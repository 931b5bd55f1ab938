package io.crossdock.hub.reconcile;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.OrderState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a journal says of orders, by meaning and in little memory: of each order its newest version and a digest of what
 * it says, of every other event its id, which is the same for the same fact.
 *
 * <p>An order is known if the journal has that version or a newer one, or the very same content in an older one: a
 * version may rise for what we do not read, and one state may be told as placed and as changed.
 */
final class KnownStates {

    /** About 30 MB. */
    static final int MOST = 300_000;

    private final Map<UUID, State> states = new HashMap<>();

    private record State(long version, long content) {

        private static final State FACT = new State(0, 0);
    }

    /** @throws TooManyException when there are more than fit into memory */
    void add(List<CanonicalEvent> events) {
        for (CanonicalEvent event : events) {
            if (event.data() instanceof OrderState state) {
                put(key("order " + event.subject()), new State(state.order().version(), content(event, state)));
            } else {
                put(key("fact " + event.id()), State.FACT);
            }
        }
    }

    /** Whether the journal lacks none of them; what means nothing to us is known. */
    boolean holds(List<CanonicalEvent> events) {
        return events.stream().allMatch(this::holds);
    }

    /** Whether any of them is about an order that the journal has, in whatever version. */
    boolean holdsOrder(List<CanonicalEvent> events) {
        return events.stream()
                .anyMatch(event ->
                        event.data() instanceof OrderState && states.containsKey(key("order " + event.subject())));
    }

    /** A record under that key cannot be translated: it waits in the dead letters, and a second of it would, too. */
    void addUntranslatable(String key) {
        put(key("untranslatable " + key), State.FACT);
    }

    boolean holdsUntranslatable(String key) {
        return states.containsKey(key("untranslatable " + key));
    }

    /** A record under that key can no longer be read, since its buyer was forgotten. */
    void addForgotten(String key) {
        put(key("forgotten " + key), State.FACT);
    }

    boolean holdsForgotten(String key) {
        return states.containsKey(key("forgotten " + key));
    }

    private boolean holds(CanonicalEvent event) {
        if (!(event.data() instanceof OrderState state)) {
            return states.containsKey(key("fact " + event.id()));
        }
        State known = states.get(key("order " + event.subject()));
        return known != null
                && (known.version() >= state.order().version() || known.content() == content(event, state));
    }

    private void put(UUID key, State state) {
        states.merge(key, state, (earlier, later) -> later.version() >= earlier.version() ? later : earlier);
        if (states.size() > MOST) {
            throw new TooManyException();
        }
    }

    private static long content(CanonicalEvent event, OrderState state) {
        Order order = state.order();
        Order unversioned = new Order(
                order.id(),
                order.channel(),
                order.number(),
                0,
                order.placedAt(),
                order.currency(),
                order.locations(),
                order.lines(),
                order.shipTo());
        String cancelled = event.type() == EventType.ORDER_CANCELLED ? "cancelled " : "";
        return key(cancelled + new String(EventJson.write(new OrderPlaced(unversioned)), StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    private static UUID key(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The journal of the span holds more than can be compared at once. */
    static final class TooManyException extends IllegalStateException {

        private static final long serialVersionUID = 1;

        TooManyException() {
            super("the journal holds more than " + MOST + " orders since then; compare a shorter time");
        }
    }
}
