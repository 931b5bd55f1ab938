package io.crossdock.erp.mapping;

import io.crossdock.erp.Field;
import io.crossdock.erp.LineState;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one row; what a field cannot be read from is {@code UNMAPPABLE}. */
record Columns(String erp, String operation, String key, Map<String, Field> fields, Map<String, Object> row) {

    /** A text without padding; null where the column is null, blank or not mapped. */
    String text(String name) {
        Field field = fields.get(name);
        if (field == null || field.isConstant()) {
            return field == null ? null : field.value();
        }
        Object value = value(field);
        return meaning(field, field.trim() ? plain(value) : whole(value));
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw failure(fields.get(name).place() + " is empty");
        }
        return text;
    }

    /** A query need not have the columns of optional fields. */
    String optional(String name) {
        return has(name) ? text(name) : null;
    }

    boolean optionalFlag(String name) {
        return has(name) && flag(name);
    }

    private boolean has(String name) {
        Field field = fields.get(name);
        return field.isConstant() || row.containsKey(field.column());
    }

    /** A number without needless zeros, or rounded as the mapping says. */
    BigDecimal number(String name) {
        Field field = fields.get(name);
        String text = required(name);
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw failure(field.place() + " is no number");
        }
        if (field.factor() != null) {
            number = number.multiply(field.factor());
        }
        if (field.scale() != null) {
            return number.setScale(field.scale(), RoundingMode.HALF_UP);
        }
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0, RoundingMode.UNNECESSARY) : bare;
    }

    /** False where it is not mapped. */
    boolean flag(String name) {
        if (!fields.containsKey(name)) {
            return false;
        }
        String text = required(name).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw failure(fields.get(name).place() + " is neither true nor false");
        };
    }

    LineState lineState(String name) {
        String text = required(name);
        return LineState.labelled(text)
                .orElseThrow(() -> failure(fields.get(name).place() + " is no state of a line: '" + text + "'"));
    }

    Optional<ErpTime> optionalTime(String name) {
        return has(name) ? time(name) : Optional.empty();
    }

    /** Empty where there is none, as null, blank and a date of zeros say. */
    Optional<ErpTime> time(String name) {
        Field field = fields.get(name);
        try {
            return ErpTime.of(field.isConstant() ? field.value() : value(field), field.zone());
        } catch (DateTimeParseException e) {
            throw failure(field.place() + " is neither a date nor a time");
        } catch (DateTimeException e) {
            throw failure(field.place() + " " + e.getMessage());
        }
    }

    /** Likewise, of a moment that must be one of our own time. */
    Optional<ErpTime> finiteTime(String name) {
        Optional<ErpTime> time = time(name);
        if (time.map(ErpTime::start)
                .filter(Set.of(Instant.MIN, Instant.MAX)::contains)
                .isPresent()) {
            throw failure(fields.get(name).place() + " is infinite, and " + name + " must be a moment");
        }
        return time;
    }

    private Object value(Field field) {
        if (!row.containsKey(field.column())) {
            throw failure("column '" + field.column() + "' did not come with the row");
        }
        return row.get(field.column());
    }

    private String meaning(Field field, String text) {
        if (text == null) {
            return field.fallback();
        }
        if (field.codes().isEmpty()) {
            return text;
        }
        String meaning = field.codes().getOrDefault(text, field.fallback());
        if (meaning == null) {
            throw failure("column '" + field.column() + "' has the unknown code '" + text + "'");
        }
        return meaning;
    }

    private static String whole(Object value) {
        return value instanceof String text && !text.isEmpty() ? text : plain(value);
    }

    Failure failure(String what) {
        return Failure.unmappable(erp, operation, key, what);
    }

    /**
     * A value as text; null for null and blank. A double gives its shortest decimal form, so that 259.95 stays 259.95.
     */
    static String plain(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double || value instanceof Float) {
            String text = value.toString();
            return text.matches("[-+0-9.eE]+") ? new BigDecimal(text).toPlainString() : text;
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        String bare = text.strip();
        return bare.isEmpty() ? null : bare;
    }
}
