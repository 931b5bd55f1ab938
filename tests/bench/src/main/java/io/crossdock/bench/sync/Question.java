package io.crossdock.bench.sync;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the benchmark can be asked for, each alone. */
enum Question {
    LATENCY,
    KITS,
    ISOLATION,
    BURST,
    HOT,
    AVAILABILITY;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(Question::word).collect(Collectors.joining(","));
    }

    /** Reads an option's value. */
    static final class Words implements ITypeConverter<Question> {
        @Override
        public Question convert(String text) {
            return Arrays.stream(values())
                    .filter(question -> question.word().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + words()));
        }
    }
}
