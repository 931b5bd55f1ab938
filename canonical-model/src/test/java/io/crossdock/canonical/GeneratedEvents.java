package io.crossdock.canonical;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Valid events of every type from a seed, so that a law can be tried on many and a failure repeated. */
public final class GeneratedEvents {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Random random;
    private final boolean complete;

    /** @param complete whether every optional part is there */
    public GeneratedEvents(long seed, boolean complete) {
        this.random = new Random(seed);
        this.complete = complete;
    }

    /** {@code count} events of each type. */
    public static Stream<CanonicalEvent> many(long seed, int count) {
        GeneratedEvents events = new GeneratedEvents(seed, false);
        return Arrays.stream(EventType.values())
                .flatMap(type -> Stream.generate(() -> events.event(type)).limit(count));
    }

    public CanonicalEvent event(EventType type) {
        return new CanonicalEvent(
                CanonicalEvent.idOf("/channels/acme-eu", type, word(12)),
                "/channels/" + word(8),
                instant(),
                optional() ? Sequence.of(random.nextInt(1_000_000), number(), random.nextInt(1_000_000)) : null,
                optional() ? instant() : null,
                optional() ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
                random.nextInt(100),
                record(type.data()));
    }

    private <T> T record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(this::component).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no plain record", e);
        }
    }

    private Object component(RecordComponent component) {
        if (!Constraints.of(component).required() && !optional()) {
            return null;
        }
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                values.add(value((Class<?>) list.getActualTypeArguments()[0], component));
            }
            return values;
        }
        return value(component.getType(), component);
    }

    private Object value(Class<?> type, RecordComponent component) {
        if (type == String.class) {
            return Constraints.of(component)
                    .pattern()
                    .map(this::matching)
                    .orElseGet(() -> "Gäste \"" + word(8) + "\" 漢字 \\ " + word(3));
        }
        if (type == BigDecimal.class) {
            return decimal(component);
        }
        if (type == long.class) {
            return Math.max(1, number());
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == Instant.class) {
            return instant();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == OrderId.class) {
            return OrderId.of(new ChannelId("acme-eu"), word(10));
        }
        return record(type);
    }

    private String matching(String pattern) {
        if (pattern.startsWith("/")) {
            return "/channels/" + word(6);
        }
        return pattern.contains("A-Z]{") ? letters(pattern) : word(6);
    }

    private BigDecimal decimal(RecordComponent component) {
        BigDecimal value = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000L), random.nextInt(7));
        Optional<BigDecimal> most = Constraints.of(component).most();
        if (most.isPresent()) {
            return value.remainder(most.get()).setScale(2, RoundingMode.DOWN);
        }
        return Constraints.of(component).mayBeNegative() && random.nextBoolean() ? value.negate() : value;
    }

    private boolean optional() {
        return complete || random.nextBoolean();
    }

    private String letters(String pattern) {
        return pattern.contains("{2}") ? "DE" : List.of("EUR", "USD", "JPY").get(random.nextInt(3));
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder("a");
        for (int i = 1; i < length; i++) {
            word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }

    private long number() {
        return random.nextLong() & Long.MAX_VALUE;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(1_500_000_000L, 2_000_000_000L), random.nextInt(1_000_000_000));
    }
}
