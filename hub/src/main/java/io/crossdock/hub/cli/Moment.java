package io.crossdock.hub.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** A moment as people write it: an instant, the begin of a day in UTC, or how long ago. */
record Moment(Instant instant) {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Map<String, Function<Long, Duration>> UNITS = Map.of(
            "s", Duration::ofSeconds,
            "m", Duration::ofMinutes,
            "h", Duration::ofHours,
            "d", Duration::ofDays);

    /** Reads {@code 2026-01-02T03:04:05Z}, {@code 2026-01-02}, or {@code 90s}, {@code 30m}, {@code 2h}, {@code 7d} before now. */
    static final class Converter implements CommandLine.ITypeConverter<Moment> {

        @Override
        public Moment convert(String text) {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                Duration duration = UNITS.get(ago.group(2)).apply(Long.parseLong(ago.group(1)));
                return new Moment(Instant.now().minus(duration));
            }
            try {
                return new Moment(Instant.parse(DAY.matcher(text).matches() ? text + "T00:00:00Z" : text));
            } catch (DateTimeException e) {
                throw new CommandLine.TypeConversionException(
                        "'" + text
                                + "' is neither an instant such as 2026-01-02T03:04:05Z nor how long ago, such as 30m, 2h or 7d");
            }
        }
    }

    /** The instant of an option; null where it was not given. */
    static Instant of(Moment given) {
        return given == null ? null : given.instant;
    }
}
