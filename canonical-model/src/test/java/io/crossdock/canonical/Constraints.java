package io.crossdock.canonical;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Optional;

/** What the annotations of a record's component say; they stand on its field. */
record Constraints(Field field) {

    static Constraints of(RecordComponent component) {
        try {
            return new Constraints(component.getDeclaringRecord().getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every component has a field", e);
        }
    }

    boolean required() {
        return field.getType().isPrimitive()
                || field.isAnnotationPresent(NotNull.class)
                || field.isAnnotationPresent(NotBlank.class)
                || field.isAnnotationPresent(NotEmpty.class);
    }

    boolean mayBeNegative() {
        return !field.isAnnotationPresent(Positive.class) && !field.isAnnotationPresent(PositiveOrZero.class);
    }

    Optional<BigDecimal> most() {
        return Optional.ofNullable(field.getAnnotation(DecimalMax.class)).map(limit -> new BigDecimal(limit.value()));
    }

    Optional<String> pattern() {
        return Optional.ofNullable(field.getAnnotation(Pattern.class)).map(Pattern::regexp);
    }
}
