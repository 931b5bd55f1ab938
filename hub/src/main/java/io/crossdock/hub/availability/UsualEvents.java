package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads the events that availability counts in a fraction of the time that binding and validating them takes, which is
 * enough for those that are written as usual (docs/adr/0037). All rules of what it reads are looked at by hand; prices and
 * addresses of orders, which nobody here wants to know, are passed over. For one thread.
 */
final class UsualEvents {

    private static final int TRACEPARENT_LENGTH = 55;
    private static final int MOST_ID = 200;
    private static final int MOST_NAME = 64;
    private static final List<byte[]> SOURCES = Stream.of("/channels/", "/erp/", "/hub/")
            .map(kind -> kind.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private byte[] timeText = {};
    private Instant time;

    /** Null for what is not written as usual, or breaks a rule: whoever looks at it in full can say which. */
    CanonicalEvent read(Headers headers, byte[] value) {
        byte[] id = null;
        byte[] source = null;
        byte[] type = null;
        byte[] at = null;
        byte[] sequence = null;
        byte[] committedAt = null;
        byte[] traceparent = null;
        byte[] revision = null;
        for (Header header : headers) {
            if (header.value() == null) {
                continue;
            }
            switch (header.key()) {
                case "ce_id" -> id = header.value();
                case "ce_source" -> source = header.value();
                case "ce_type" -> type = header.value();
                case "ce_time" -> at = header.value();
                case "ce_sequence" -> sequence = header.value();
                case "ce_committedat" -> committedAt = header.value();
                case "ce_traceparent" -> traceparent = header.value();
                case "ce_translationrevision" -> revision = header.value();
                default -> {}
            }
        }
        EventType known = type == null ? null : EventType.named(text(type)).orElse(null);
        boolean isUsual = known != null
                && UsualData.KINDS.contains(known)
                && isId(id)
                && isSource(source)
                && (sequence == null || isSequence(sequence))
                && (traceparent == null || isTraceparent(traceparent));
        Instant happened = isUsual && at != null ? time(at) : null;
        Instant committed = committedAt == null ? null : time(committedAt);
        int revised = revision == null ? 0 : number(revision);
        if (happened == null || (committedAt != null && committed == null) || revised < 0) {
            return null;
        }
        CanonicalData data = data(known, value);
        boolean isCompared = data instanceof StockCounted || data instanceof OrderBooked;
        if (data == null || (isCompared && sequence == null)) {
            return null;
        }
        return new CanonicalEvent(
                text(id),
                text(source),
                happened,
                sequence == null ? null : new Sequence(text(sequence)),
                committed,
                traceparent == null ? null : text(traceparent),
                revised,
                data);
    }

    private static CanonicalData data(EventType type, byte[] json) {
        try {
            return UsualData.read(type, json);
        } catch (IOException | IllegalArgumentException | UsualJson.Unusual e) {
            // A number beyond what a double's exponent is counted with makes Jackson throw the second.
            return null;
        }
    }

    /** Mostly the one before it: an event's times are one and the same text, and so are those of a commit. */
    private Instant time(byte[] text) {
        if (!Arrays.equals(text, timeText)) {
            time = UsualTime.of(text);
            timeText = text;
        }
        return time;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static boolean isId(byte[] id) {
        if (id == null || id.length == 0 || id.length > MOST_ID || id[0] == ' ') {
            return false;
        }
        for (byte each : id) {
            if (each < ' ' || each > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSource(byte[] source) {
        int name = source == null ? -1 : afterKind(source);
        if (name < 0 || source.length == name || source.length - name > MOST_NAME) {
            return false;
        }
        for (int i = name; i < source.length; i++) {
            byte each = source[i];
            boolean isLetter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
            if (!isLetter && !isDigit(each) && each != '.' && each != '_' && each != '-') {
                return false;
            }
        }
        return true;
    }

    /** Where the name begins; below zero for another kind of source. */
    private static int afterKind(byte[] source) {
        for (byte[] kind : SOURCES) {
            if (source.length >= kind.length && Arrays.equals(source, 0, kind.length, kind, 0, kind.length)) {
                return kind.length;
            }
        }
        return -1;
    }

    private static boolean isSequence(byte[] text) {
        if (text.length != 34) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            boolean isDash = i == 6 || i == 27;
            if (isDash ? text[i] != '-' : !isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTraceparent(byte[] text) {
        if (text.length != TRACEPARENT_LENGTH || text[0] != '0' || text[1] != '0') {
            return false;
        }
        for (int i = 2; i < text.length; i++) {
            boolean isDash = i == 2 || i == 35 || i == 52;
            boolean isHex = isDigit(text[i]) || (text[i] >= 'a' && text[i] <= 'f');
            if (isDash ? text[i] != '-' : !isHex) {
                return false;
            }
        }
        return true;
    }

    /** Below zero for what is no number of nine digits at most. */
    private static int number(byte[] text) {
        if (text.length == 0 || text.length > 9) {
            return -1;
        }
        int number = 0;
        for (byte each : text) {
            if (!isDigit(each)) {
                return -1;
            }
            number = number * 10 + each - '0';
        }
        return number;
    }

    private static boolean isDigit(byte each) {
        return each >= '0' && each <= '9';
    }
}
