package io.crossdock.erp;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a field is read, the same from a changed row and from a query's answer.
 *
 * @param column null for a constant
 * @param value the constant; null where a column is read
 * @param trim whether blanks at both ends are padding
 * @param codes the ERP's codes and what they mean; empty where the value is taken as it is, otherwise a code that is
 *     not in it is a failure
 * @param fallback what an empty column and an unknown code mean; null where they are a failure, or nothing
 * @param factor what a number is multiplied by; null for 1
 * @param scale digits after the point to round to, half up, for columns of type double; null to take a number as it is
 * @param zone of a date, or of a time that tells none; null where none is named
 */
public record Field(
        String column,
        String value,
        boolean trim,
        Map<String, String> codes,
        String fallback,
        BigDecimal factor,
        Integer scale,
        ZoneId zone) {

    public Field {
        codes = Map.copyOf(codes);
    }

    public Field(String column, Map<String, String> codes, Integer scale) {
        this(column, null, true, codes, null, null, scale, null);
    }

    /** Of no time. */
    public Field(
            String column,
            String value,
            boolean trim,
            Map<String, String> codes,
            String fallback,
            BigDecimal factor,
            Integer scale) {
        this(column, value, trim, codes, fallback, factor, scale, null);
    }

    public static Field constant(String value) {
        return new Field(null, value, true, Map.of(), null, null, null, null);
    }

    /** The same in a time zone, unless it has its own. */
    Field in(ZoneId other) {
        return zone != null ? this : new Field(column, value, trim, codes, fallback, factor, scale, other);
    }

    public boolean isConstant() {
        return value != null;
    }

    /** All that it can become; empty where the value is taken as it is. */
    public SortedSet<String> meanings() {
        SortedSet<String> meanings = new TreeSet<>(codes.values());
        Stream.of(value, fallback).filter(Objects::nonNull).forEach(meanings::add);
        return meanings;
    }

    /** What the ERP writes for one of its meanings. */
    public Set<String> writtenFor(String meaning) {
        return codes.isEmpty()
                ? Set.of(meaning)
                : codes.entrySet().stream()
                        .filter(code -> code.getValue().equals(meaning))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    /** What a text of the ERP means, if anything. */
    public Optional<String> meaningOf(String text) {
        return Optional.ofNullable(
                text == null ? fallback : codes.isEmpty() ? text : codes.getOrDefault(text, fallback));
    }

    /** Where it comes from, for messages. */
    public String place() {
        return isConstant() ? "value '" + value + "'" : "column '" + column + "'";
    }
}
