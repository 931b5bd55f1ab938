package io.crossdock.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads times as RFC 3339 (section 5.6) writes them, whole seconds with {@code Z} or an offset, at a tenth of the cost of
 * the general formatter; leaves every other form to that. The result is in UTC, as the general one's.
 */
final class Timestamp extends StdDeserializer<OffsetDateTime> {

    /** {@code 2026-01-02T03:04:05}. */
    private static final int OFFSET_AT = 19;

    Timestamp() {
        super(OffsetDateTime.class);
    }

    @Override
    public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        OffsetDateTime read = parser.hasToken(JsonToken.VALUE_STRING) ? inWholeSeconds(parser.getText()) : null;
        return read == null ? InstantDeserializer.OFFSET_DATE_TIME.deserialize(parser, context) : read;
    }

    /** Null where it is not of that form, or no time that there is. */
    private static OffsetDateTime inWholeSeconds(String text) {
        if (text.length() < OFFSET_AT + 1
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int offsetSeconds = offsetSeconds(text);
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (offsetSeconds == Integer.MIN_VALUE || (year | month | day | hour | minute | second) < 0) {
            return null;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second)
                    .minusSeconds(offsetSeconds)
                    .atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Less than a day, as minutes are less than an hour; {@code Integer.MIN_VALUE} where it is no offset. */
    private static int offsetSeconds(String text) {
        char sign = text.charAt(OFFSET_AT);
        if (sign == 'Z' && text.length() == OFFSET_AT + 1) {
            return 0;
        }
        if (sign != '+' && sign != '-' || text.length() != OFFSET_AT + 6 || text.charAt(OFFSET_AT + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, OFFSET_AT + 1, OFFSET_AT + 3);
        int minutes = number(text, OFFSET_AT + 4, OFFSET_AT + 6);
        // Beyond 18 hours java.time knows no offset; the general formatter says so.
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
    }

    /** Negative where one of the signs is no digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
