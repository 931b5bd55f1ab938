package io.crossdock.erp.check;

import io.crossdock.erp.Field;
import io.crossdock.erp.FieldType;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Section;
import java.util.Optional;
import java.util.Set;

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

    /** Each row with a component must say how many pieces, although neither need be there. */
    public static Optional<Finding> missingQuantity(
            String check, Section section, QuerySource query, Set<String> given) {
        Field component = query.fields().get("component");
        Field quantity = query.fields().get("componentQuantity");
        boolean isMissing = section == Section.ITEMS
                && (component.isConstant() || given.contains(component.column()))
                && !quantity.isConstant()
                && !given.contains(quantity.column());
        return isMissing
                ? Optional.of(Finding.fail(
                        check,
                        "componentQuantity: gives no column '" + quantity.column() + "', but one for component",
                        "name a column so; it gives " + String.join(", ", given)))
                : Optional.empty();
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
