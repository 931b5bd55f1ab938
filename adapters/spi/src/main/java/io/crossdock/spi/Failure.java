package io.crossdock.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an outside system, or its data, did wrong. The message names system, operation and key; never a body, an
 * address or a secret. A programming error is not one of these.
 */
public class Failure extends RuntimeException {

    /** The fixed vocabulary of reasons, as dead letters carry it. */
    public enum Kind {
        /** Not what its format says it is: broken JSON, a truncated file. */
        MALFORMED(false),
        /** Well-formed, but it says something that we have no word for. */
        UNMAPPABLE(false),
        /** The other side understood and refuses. */
        REJECTED(false),
        /** The other side does not accept our credentials. */
        UNAUTHORIZED(false),
        /** The other side wants fewer requests. */
        THROTTLED(true),
        /** The other side is away, slow or broken. */
        UNAVAILABLE(true),
        /** Older than what is known already. */
        STALE(false);

        private final boolean isTransient;

        Kind(boolean isTransient) {
            this.isTransient = isTransient;
        }

        /** Whether the same request may succeed later without anybody doing anything. */
        public boolean isTransient() {
            return isTransient;
        }
    }

    private static final int GREATEST_LENGTH = 500;
    private static final Pattern BREAKS_THE_LINE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

    private final Kind kind;
    private final Duration retryAfter;
    private final boolean isUnanswered;
    private final transient Answer answer;

    private Failure(Kind kind, String message, Duration retryAfter, Throwable cause) {
        this(kind, message, retryAfter, cause, false, null);
    }

    private Failure(
            Kind kind, String message, Duration retryAfter, Throwable cause, boolean isUnanswered, Answer answer) {
        // A record's own fault is told by its message; the trace would cost several times the translation.
        super(message, cause, true, kind.isTransient());
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.isUnanswered = isUnanswered;
        this.answer = answer;
    }

    public static Failure malformed(String system, String operation, String key, String what) {
        return new Failure(Kind.MALFORMED, message(system, operation, key, what), null, null);
    }

    public static Failure unmappable(String system, String operation, String key, String what) {
        return new Failure(Kind.UNMAPPABLE, message(system, operation, key, what), null, null);
    }

    public static Failure rejected(String system, String operation, String key, String what) {
        return new Failure(Kind.REJECTED, message(system, operation, key, what), null, null);
    }

    public static Failure unauthorized(String system, String operation, String what) {
        return new Failure(Kind.UNAUTHORIZED, message(system, operation, null, what), null, null);
    }

    /** @param retryAfter how long the other side asked us to wait; null where it did not say */
    public static Failure throttled(String system, String operation, Duration retryAfter) {
        return new Failure(Kind.THROTTLED, message(system, operation, null, "too many requests"), retryAfter, null);
    }

    public static Failure unavailable(String system, String operation, String what, Throwable cause) {
        return new Failure(Kind.UNAVAILABLE, message(system, operation, null, what), null, cause);
    }

    /** @param retryAfter how long the other side says it will be away; null where it did not say */
    public static Failure unavailableFor(String system, String operation, String what, Duration retryAfter) {
        return new Failure(Kind.UNAVAILABLE, message(system, operation, null, what), retryAfter, null);
    }

    /**
     * {@code UNAVAILABLE}, of a request that went out, changes something and got no answer: the other side may have done
     * it, may do it yet, or never.
     */
    public static Failure unanswered(String system, String operation, String what, Throwable cause) {
        return new Failure(Kind.UNAVAILABLE, message(system, operation, null, what), null, cause, true, null);
    }

    /**
     * {@code UNAVAILABLE}, of a request that was answered with the news that the other side is broken. That may be true of
     * this request alone.
     *
     * @param answer with a status of 500 to 599; what stands in it is for the adapter, and in no message
     * @param isUnanswered whether the answer is of somebody in between, while the other side may still be at it
     */
    public static Failure broken(String system, String operation, Answer answer, boolean isUnanswered) {
        String message = message(system, operation, null, "status " + answer.status());
        return new Failure(Kind.UNAVAILABLE, message, null, null, isUnanswered, answer);
    }

    /** The same in better words, and about what. */
    public Failure told(String system, String operation, String key, String what) {
        return new Failure(kind, message(system, operation, key, what), retryAfter, this, isUnanswered, answer);
    }

    public static Failure stale(String system, String operation, String key, String what) {
        return new Failure(Kind.STALE, message(system, operation, key, what), null, null);
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether what was asked for may still be done, although nobody said so. */
    public boolean isUnanswered() {
        return isUnanswered;
    }

    /** What the other side answered that called itself broken. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** Whether this very request may be what the other side fails at, so that others may well pass. */
    public boolean isPerhapsOfTheRequest() {
        return kind == Kind.UNAVAILABLE && (answer != null || isUnanswered);
    }

    /** On one line and bounded: keys and codes are a stranger's words, and messages end in logs and headers. */
    private static String message(String system, String operation, String key, String what) {
        String message = system + " " + operation + (key == null || key.isEmpty() ? "" : " " + key) + ": " + what;
        String line = BREAKS_THE_LINE.matcher(message).replaceAll("?");
        return line.length() <= GREATEST_LENGTH ? line : line.substring(0, GREATEST_LENGTH) + "...";
    }
}
