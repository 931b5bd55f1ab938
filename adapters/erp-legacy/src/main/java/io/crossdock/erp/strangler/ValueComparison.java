package io.crossdock.erp.strangler;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether two plain values are the same, as far as a rule asks for. */
final class ValueComparison {

    private static final int LONGEST_NUMBER = 100;
    private static final int GREATEST_SCALE = 100;

    private ValueComparison() {}

    static boolean areSame(JsonNode legacy, JsonNode modern, FieldRule rule) {
        if (rule.isNumeric() || legacy.isNumber() && modern.isNumber()) {
            Optional<BigDecimal> one = number(legacy);
            Optional<BigDecimal> other = number(modern);
            return one.isPresent() && other.isPresent() && areNear(one.get(), other.get(), rule);
        }
        if (rule.time() != null) {
            Optional<Instant> one = time(legacy.asText());
            Optional<Instant> other = time(modern.asText());
            return one.isPresent()
                    && other.isPresent()
                    && Duration.between(one.get(), other.get()).abs().compareTo(rule.time()) <= 0;
        }
        if (legacy.isTextual() && modern.isTextual()) {
            String one = text(legacy.asText(), rule);
            String other = text(modern.asText(), rule);
            return rule.ignoresCase() ? one.equalsIgnoreCase(other) : one.equals(other);
        }
        return legacy.equals(modern);
    }

    /** Whether they are of kinds that can be the same under this rule: old systems write numbers as texts. */
    static boolean areComparable(JsonNode legacy, JsonNode modern, FieldRule rule) {
        if (legacy.getNodeType() == modern.getNodeType()) {
            return true;
        }
        return legacy.isValueNode()
                && modern.isValueNode()
                && (rule.isNumeric() || rule.time() != null)
                && !legacy.isNull()
                && !modern.isNull();
    }

    private static boolean areNear(BigDecimal one, BigDecimal other, FieldRule rule) {
        BigDecimal apart = one.subtract(other).abs();
        if (apart.signum() == 0 || rule.absolute() != null && apart.compareTo(rule.absolute()) <= 0) {
            return true;
        }
        return rule.relative() != null
                && apart.compareTo(one.abs().max(other.abs()).multiply(rule.relative())) <= 0;
    }

    /** Of a size that can be subtracted: an exponent of a million would be a gigabyte of digits. */
    private static Optional<BigDecimal> number(JsonNode node) {
        String text = node.asText().strip();
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Optional.of(number).filter(read -> Math.abs((long) read.scale()) <= GREATEST_SCALE);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A time without a zone is taken as UTC on both sides. */
    private static Optional<Instant> time(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == "2026-01-02".length()) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean hasZone = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return Optional.of(
                    hasZone
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(String text, FieldRule rule) {
        return rule.ignoresBlanks() ? text.strip().replaceAll("\\s+", " ") : text;
    }
}
