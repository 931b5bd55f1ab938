package io.crossdock.spi;

/**
 * What a system answered, as far as it is the adapter's to read: 2xx and 4xx. What means "not now" or "not you" is a
 * failure, see {@link Api}.
 *
 * @param status 200 to 299, or 400 to 499 without 401, 403, 408 and 429; 500 to 599 in a {@link Failure#answer()}
 * @param body never null, may be empty
 * @param link the header {@code Link} (RFC 8288), by which some systems name the next page; null where there is none
 */
public record Answer(int status, String contentType, byte[] body, String link) {

    /** Without a link. */
    public Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, null);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Names the answer without its body. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
