package io.crossdock.canonical;

import java.util.List;
import java.util.stream.Collectors;

/** An event breaks its type's rules. The message names field, type and rule, never a value. */
public class InvalidEventException extends RuntimeException {

    private final transient List<Violation> violations;

    /**
     * One broken rule.
     *
     * @param field the path within the event, such as {@code data.order.lines[2].quantity}
     * @param valueType the simple name of the value's type, or {@code null}
     * @param rule the rule in words, such as {@code must not be null}
     */
    public record Violation(String field, String valueType, String rule) {
        @Override
        public String toString() {
            return field + " (" + valueType + ") " + rule;
        }
    }

    /** @param type null where the event has no data that would tell it */
    public InvalidEventException(EventType type, List<Violation> violations) {
        super((type == null ? "event" : type.value()) + ": "
                + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
