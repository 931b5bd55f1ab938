package io.crossdock.hub.availability;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times as {@link Instant#toString} writes those of our centuries. */
final class UsualTime {

    private static final int SECONDS_A_DAY = 86_400;
    private static final String FORM = "0000-00-00T00:00:00";

    private UsualTime() {}

    /** Null for what is written otherwise. */
    static Instant of(byte[] text) {
        int length = text.length;
        if (length < FORM.length() + 1 || text[length - 1] != 'Z' || !hasForm(text)) {
            return null;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = length == FORM.length() + 1 ? 0 : nanos(text, length - 1);
        if (hour > 23 || minute > 59 || second > 59 || nanos < 0) {
            return null;
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            return Instant.ofEpochSecond(day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasForm(byte[] text) {
        for (int i = 0; i < FORM.length(); i++) {
            boolean isDigit = text[i] >= '0' && text[i] <= '9';
            if (FORM.charAt(i) == '0' ? !isDigit : text[i] != FORM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    /** Below zero for what is no fraction of a second. */
    private static int nanos(byte[] text, int end) {
        int from = FORM.length() + 1;
        if (text[from - 1] != '.' || end == from || end > from + 9) {
            return -1;
        }
        int nanos = 0;
        for (int i = from; i < from + 9; i++) {
            int digit = i < end ? text[i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }
}
