package io.crossdock.erp.check;

import io.crossdock.erp.Field;
import io.crossdock.erp.FieldType;
import java.util.Optional;

/** Whether a field can be read from a column of some type. */
public final class TypeFit {

    private TypeFit() {}

    /**
     * Empty where it can.
     *
     * @param isOfLog whether the value comes from the log, which tells dates as numbers
     */
    public static Optional<Finding> mistake(String check, String name, Field field, ColumnType type, boolean isOfLog) {
        String found = name + ": column '" + field.column() + "' is of type " + type.name();
        if (!type.isReadable()) {
            return Optional.of(Finding.fail(check, found + ", which no field is read from", "map it by a query"));
        }
        if (isOfLog && type.isTime()) {
            return Optional.of(
                    Finding.fail(check, found + ", which the log tells as a number of days or seconds", "use a query"));
        }
        if (!field.codes().isEmpty()) {
            return Optional.empty();
        }
        return switch (FieldType.of(name)) {
            case NUMBER -> number(check, found, type);
            case FLAG -> flag(check, found, type);
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> number(String check, String found, ColumnType type) {
        if (type.isNumber()) {
            return Optional.empty();
        }
        return Optional.of(
                type.isText() || type.name().equals("money")
                        ? Finding.warn(
                                check,
                                found + ": a value that is no number becomes a dead letter",
                                "nothing if all are, else cast it in a query")
                        : Finding.fail(check, found + ", and no number", "name another column"));
    }

    private static Optional<Finding> flag(String check, String found, ColumnType type) {
        if (type.isFlag()) {
            return Optional.empty();
        }
        return Optional.of(
                type.isText()
                        ? Finding.warn(
                                check,
                                found + ": what is neither true nor false becomes a dead letter",
                                "say by codes what its values mean")
                        : Finding.fail(check, found + ", neither true nor false", "say by codes what its values mean"));
    }
}
