package io.crossdock.erp.mapping;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A date or a moment as an ERP writes it.
 *
 * @param day whether it is a whole day, whose first moment is {@code start}
 */
record ErpTime(Instant start, boolean day, ZoneId zone) {

    private static final String NEVER = "[0\\-:. T]+";
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd");

    /**
     * @param value a date, a time without a zone, or an instant, of JDBC's types or as text
     * @param zone of dates, and of times without a zone; null where the mapping names none
     * @return empty for null, blank, and dates of zeros, which say that there is none; {@link Instant#MAX} and {@link
     *     Instant#MIN} for PostgreSQL's {@code infinity} and {@code -infinity}
     * @throws DateTimeException when it is neither, or a zone is missing
     */
    static Optional<ErpTime> of(Object value, ZoneId zone) {
        if (value instanceof OffsetDateTime instant) {
            return Optional.of(new ErpTime(instant.toInstant(), false, zone));
        }
        if (value instanceof Instant instant) {
            return Optional.of(new ErpTime(instant, false, zone));
        }
        if (value instanceof Timestamp local) {
            return Optional.of(moment(local.toLocalDateTime(), zone));
        }
        String text = Columns.plain(value);
        if (text == null || text.matches(NEVER)) {
            return Optional.empty();
        }
        if (text.equals("infinity") || text.equals("-infinity")) {
            return Optional.of(new ErpTime(text.startsWith("-") ? Instant.MIN : Instant.MAX, false, zone));
        }
        if (text.matches("\\d{8}")) {
            return Optional.of(day(LocalDate.parse(text, COMPACT), zone));
        }
        if (text.length() <= 10) {
            return Optional.of(day(LocalDate.parse(text), zone));
        }
        String iso = text.replaceFirst(" ", "T");
        return Optional.of(
                iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? new ErpTime(OffsetDateTime.parse(iso).toInstant(), false, zone)
                        : moment(LocalDateTime.parse(iso), zone));
    }

    /** The first moment at which it is over: of a day, the next one's start. */
    Instant end() {
        return day
                ? start.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                : start;
    }

    private static ErpTime day(LocalDate date, ZoneId zone) {
        return new ErpTime(date.atStartOfDay(known(zone)).toInstant(), true, zone);
    }

    private static ErpTime moment(LocalDateTime local, ZoneId zone) {
        return new ErpTime(local.atZone(known(zone)).toInstant(), false, zone);
    }

    private static ZoneId known(ZoneId zone) {
        if (zone == null) {
            throw new DateTimeException("has no time zone, and the mapping file no timeZone");
        }
        return zone;
    }
}
