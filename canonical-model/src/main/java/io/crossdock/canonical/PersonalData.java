package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Personal members in the JSON of canonical data, as {@link Personal} marks them: masked for people to look at, or taken
 * out into one member {@value #SEALED} of the object that held them, and put back. All of them may be absent, so an event
 * is of its type either way.
 */
public final class PersonalData {

    /** The member that stands for an object's personal members while they are sealed. */
    public static final String SEALED = "sealed";

    private static final String MASK = "***";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final Map<EventType, Shape> SHAPES = Arrays.stream(EventType.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    type -> Shape.of(type.data()),
                    (one, other) -> one,
                    () -> new EnumMap<>(EventType.class)));

    private PersonalData() {}

    /** Seals an object's personal members. */
    @FunctionalInterface
    public interface Seal {
        /**
         * @param place a JSON pointer (RFC 6901) to the object that holds them
         * @param members UTF-8 JSON, an object
         */
        String seal(String place, byte[] members);
    }

    /** Opens what {@link Seal} sealed. */
    @FunctionalInterface
    public interface Open {
        /** @return the members; empty where they can no longer be opened */
        Optional<byte[]> open(String place, String sealed);
    }

    /** Whether events of the type can hold personal members at all. */
    public static boolean isIn(EventType type) {
        return SHAPES.get(type).isPersonal();
    }

    /**
     * The data for people to look at: personal members are masked, and so is what this release does not know.
     *
     * @throws UncheckedIOException when it is not JSON
     */
    public static byte[] mask(EventType type, byte[] json) {
        return copied(json, SHAPES.get(type), new Masked());
    }

    /** The data with personal members sealed; the very same array where there are none. */
    public static byte[] seal(EventType type, byte[] json, Seal seal) {
        Shape shape = SHAPES.get(type);
        if (!shape.isPersonal()) {
            return json;
        }
        Sealed sealed = new Sealed(seal);
        byte[] copy = copied(json, shape, sealed);
        return sealed.any ? copy : json;
    }

    /** The data with personal members back in their places; those that can no longer be opened are absent. */
    public static byte[] open(EventType type, byte[] json, Open open) {
        return copied(json, SHAPES.get(type), new Opened(open));
    }

    private static byte[] copied(byte[] json, Shape shape, Copy copy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 256);
        try (JsonParser from = JSON.createParser(json);
                JsonGenerator to = JSON.createGenerator(out)) {
            from.nextToken();
            copy.value(from, to, shape, "");
        } catch (IOException e) {
            // The message would quote what it could not read.
            throw new UncheckedIOException(new IOException("not JSON of a canonical event"));
        }
        return out.toByteArray();
    }

    /** Copies JSON and does something to personal members on the way. */
    private abstract static class Copy {

        abstract boolean descends(Shape shape);

        /** Copies one member of an object, its name and its value. */
        abstract void member(JsonParser from, JsonGenerator to, Shape shape, String place) throws IOException;

        void end(JsonGenerator to, String place) throws IOException {
            to.writeEndObject();
        }

        /** At an object, a list of them, or null. */
        final void value(JsonParser from, JsonGenerator to, Shape shape, String place) throws IOException {
            if (from.currentToken() == JsonToken.START_ARRAY) {
                to.writeStartArray();
                for (int i = 0; from.nextToken() != JsonToken.END_ARRAY; i++) {
                    value(from, to, shape, place + "/" + i);
                }
                to.writeEndArray();
            } else if (from.currentToken() == JsonToken.START_OBJECT) {
                to.writeStartObject();
                while (from.nextToken() == JsonToken.FIELD_NAME) {
                    Shape nested = shape.nested().get(from.currentName());
                    if (nested != null && descends(nested)) {
                        String name = from.currentName();
                        to.writeFieldName(name);
                        from.nextToken();
                        value(from, to, nested, place + "/" + name);
                    } else {
                        member(from, to, shape, place);
                    }
                }
                end(to, place);
            } else {
                to.copyCurrentEventExact(from);
            }
        }
    }

    private static final class Masked extends Copy {

        @Override
        boolean descends(Shape shape) {
            return true;
        }

        @Override
        void member(JsonParser from, JsonGenerator to, Shape shape, String place) throws IOException {
            if (shape.plain().contains(from.currentName())) {
                to.copyCurrentStructureExact(from);
            } else {
                to.writeStringField(from.currentName(), MASK);
                from.nextToken();
                from.skipChildren();
            }
        }
    }

    private static final class Sealed extends Copy {

        private final Seal seal;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private JsonGenerator members;
        private boolean any;

        Sealed(Seal seal) {
            this.seal = seal;
        }

        @Override
        boolean descends(Shape shape) {
            return shape.isPersonal();
        }

        @Override
        void member(JsonParser from, JsonGenerator to, Shape shape, String place) throws IOException {
            if (!shape.personal().contains(from.currentName())) {
                to.copyCurrentStructureExact(from);
                return;
            }
            if (members == null) {
                bytes.reset();
                members = JSON.createGenerator(bytes);
                members.writeStartObject();
            }
            members.copyCurrentStructureExact(from);
        }

        @Override
        void end(JsonGenerator to, String place) throws IOException {
            if (members != null) {
                members.writeEndObject();
                members.close();
                members = null;
                any = true;
                to.writeStringField(SEALED, seal.seal(place, bytes.toByteArray()));
            }
            to.writeEndObject();
        }
    }

    private static final class Opened extends Copy {

        private final Open open;

        Opened(Open open) {
            this.open = open;
        }

        @Override
        boolean descends(Shape shape) {
            return shape.isPersonal();
        }

        @Override
        void member(JsonParser from, JsonGenerator to, Shape shape, String place) throws IOException {
            if (shape.personal().isEmpty() || !SEALED.equals(from.currentName())) {
                to.copyCurrentStructureExact(from);
                return;
            }
            from.nextToken();
            Optional<byte[]> members = open.open(place, from.getText());
            if (members.isPresent()) {
                try (JsonParser opened = JSON.createParser(members.get())) {
                    opened.nextToken();
                    while (opened.nextToken() == JsonToken.FIELD_NAME) {
                        to.copyCurrentStructureExact(opened);
                    }
                }
            }
        }
    }

    /**
     * What the JSON of a record looks like to whoever looks for personal members in it.
     *
     * @param plain members that tell nothing of a person
     * @param personal members that do
     * @param nested members that are objects of this shape, or lists of them
     * @param isPersonal whether there are personal members in it, at any depth
     */
    private record Shape(Set<String> plain, Set<String> personal, Map<String, Shape> nested, boolean isPersonal) {

        static Shape of(Class<?> type) {
            Set<String> plain = new HashSet<>();
            Set<String> personal = new HashSet<>();
            Map<String, Shape> nested = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Class<?> held = held(component.getGenericType());
                if (component.isAnnotationPresent(Personal.class)) {
                    personal.add(component.getName());
                } else if (held.isRecord() && !isOneValue(held)) {
                    nested.put(component.getName(), of(held));
                } else {
                    plain.add(component.getName());
                }
            }
            boolean deeper = nested.values().stream().anyMatch(Shape::isPersonal);
            return new Shape(
                    Set.copyOf(plain), Set.copyOf(personal), Map.copyOf(nested), deeper || !personal.isEmpty());
        }

        private static Class<?> held(Type type) {
            return type instanceof ParameterizedType list
                    ? (Class<?>) list.getActualTypeArguments()[0]
                    : (Class<?>) type;
        }

        /** Such as a SKU, which is written as a string. */
        private static boolean isOneValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredFields())
                    .anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
        }
    }
}
