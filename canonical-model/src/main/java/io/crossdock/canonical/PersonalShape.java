package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the JSON of a record looks like to whoever looks for personal members in it.
 *
 * @param plain members that tell nothing of a person
 * @param personal members that do
 * @param nested members that are objects of this shape, or lists of them
 * @param isPersonal whether there are personal members in it, at any depth
 */
record PersonalShape(Set<String> plain, Set<String> personal, Map<String, PersonalShape> nested, boolean isPersonal) {

    static PersonalShape of(Class<?> type) {
        Set<String> plain = new HashSet<>();
        Set<String> personal = new HashSet<>();
        Map<String, PersonalShape> nested = new HashMap<>();
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
        boolean deeper = nested.values().stream().anyMatch(PersonalShape::isPersonal);
        return new PersonalShape(
                Set.copyOf(plain), Set.copyOf(personal), Map.copyOf(nested), deeper || !personal.isEmpty());
    }

    private static Class<?> held(Type type) {
        return type instanceof ParameterizedType list ? (Class<?>) list.getActualTypeArguments()[0] : (Class<?>) type;
    }

    /** Such as a SKU, which is written as a string. */
    private static boolean isOneValue(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
    }
}
