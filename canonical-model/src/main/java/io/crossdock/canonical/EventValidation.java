package io.crossdock.canonical;

import io.crossdock.canonical.InvalidEventException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks an event against the constraints of its records. Threads may share it. */
public final class EventValidation {

    /**
     * Messages without expression language, which name the rule and can never evaluate or show a value; in English
     * whatever the machine speaks, since dead letters are compared by them.
     */
    private static final ParameterMessageInterpolator RULES_IN_ENGLISH =
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(RULES_IN_ENGLISH)
            .buildValidatorFactory()
            .getValidator();

    private EventValidation() {}

    /**
     * @return the event itself
     * @throws InvalidEventException when it breaks a rule, naming every broken one
     */
    public static CanonicalEvent check(CanonicalEvent event) {
        Set<ConstraintViolation<CanonicalEvent>> violations = VALIDATOR.validate(event);
        if (violations.isEmpty()) {
            return event;
        }
        List<Violation> broken = violations.stream()
                .map(EventValidation::describe)
                .sorted(Comparator.comparing(Violation::toString))
                .toList();
        throw new InvalidEventException(event.data() == null ? null : event.type(), broken);
    }

    /**
     * The same for whoever has made the envelope of parts that cannot break a rule: only the data are looked at, in half the
     * time.
     */
    public static CanonicalEvent checkData(CanonicalEvent event) {
        return isGoodLevel(event.data()) || VALIDATOR.validate(event.data()).isEmpty() ? event : check(event);
    }

    /** The rules of a level by hand: they come by the hundred thousand, and what fails goes to the validator all the same. */
    private static boolean isGoodLevel(CanonicalData data) {
        return data instanceof StockCounted level
                && level.sku() != null
                && level.sku().isWellFormed()
                && level.location() != null
                && level.location().isWellFormed()
                && level.onHand() != null
                && level.onHand().scale() <= StockCounted.FRACTION
                && (long) level.onHand().precision() - level.onHand().scale() <= StockCounted.INTEGER;
    }

    private static Violation describe(ConstraintViolation<CanonicalEvent> violation) {
        Object value = violation.getInvalidValue();
        return new Violation(
                violation.getPropertyPath().toString(),
                value == null ? "null" : value.getClass().getSimpleName(),
                violation.getMessage());
    }
}
