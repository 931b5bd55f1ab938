package io.crossdock.canonical;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks an event against the constraints of its records. Threads may share it. */
public final class EventValidation {

    /** Messages without expression language: they name the rule and can never evaluate or show a value. */
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(
                    java.util.Set.of(java.util.Locale.ENGLISH),
                    java.util.Locale.ENGLISH,
                    context -> java.util.Locale.ENGLISH,
                    false))
            .buildValidatorFactory()
            .getValidator();

    private EventValidation() {}

    /**
     * @return the event itself
     * @throws InvalidEventException when it breaks a rule, naming every broken one
     */
    public static CanonicalEvent check(CanonicalEvent event) {
        var violations = VALIDATOR.validate(event);
        if (violations.isEmpty()) {
            return event;
        }
        List<InvalidEventException.Violation> broken = violations.stream()
                .map(EventValidation::describe)
                .sorted(Comparator.comparing(InvalidEventException.Violation::toString))
                .toList();
        throw new InvalidEventException(event.type(), broken);
    }

    private static InvalidEventException.Violation describe(ConstraintViolation<CanonicalEvent> violation) {
        Object value = violation.getInvalidValue();
        return new InvalidEventException.Violation(
                violation.getPropertyPath().toString(),
                value == null ? "null" : value.getClass().getSimpleName(),
                violation.getMessage());
    }
}
