package io.crossdock.hub.cli;

import java.time.Duration;
import picocli.CommandLine;

/** Reads how long something takes, such as {@code 30s}, {@code 5m}, {@code 2h} or {@code 0s}. */
final class PlainDuration implements CommandLine.ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        if (!text.matches("\\d{1,6}[smh]")) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no time such as 30s, 5m or 2h");
        }
        return Duration.parse("PT" + text);
    }
}
