package io.crossdock.hub.poll;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * How far a poll has read: everything before it is in the journal. Between two sweeps only {@code since} or, in a feed,
 * {@code page} is set; the rest says where a sweep of several pages stands.
 *
 * @param since up to when changes are known; null where the system is not asked by time
 * @param newest the latest change that this sweep has seen; null at its beginning
 * @param began when this sweep's first page was asked for; null at its beginning
 * @param page the token or query of the page to be read next; null for the first
 * @param index the number, from 0, or offset of the page to be read next
 * @param step records of the first page, where pages are reached by offset
 * @param back whether numbered pages are being read once more, the last before the first
 * @param last the digest of the numbered page that was read last, on the way up
 * @param same whether that one was like the one before
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Cursor(
        Instant since,
        Instant newest,
        Instant began,
        String page,
        int index,
        int step,
        boolean back,
        String last,
        boolean same) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** At the beginning of a sweep. */
    static Cursor at(Instant since) {
        return new Cursor(since, null, null, null, 0, 0, false, null, false);
    }

    /** At the next place of a feed. */
    static Cursor feed(String page) {
        return new Cursor(null, null, null, page, 0, 0, false, null, false);
    }

    /** Within a sweep that was begun then, unless it was before. */
    Cursor begun(Instant at) {
        return began == null ? new Cursor(since, newest, at, page, index, step, back, last, same) : this;
    }

    Cursor onPage(String next, Instant newestSeen) {
        return new Cursor(since, newestSeen, began, next, index, step, back, null, false);
    }

    /** @param read the digest of the page that was read */
    Cursor upTo(int next, int firstPage, Instant newestSeen, String read) {
        return new Cursor(since, newestSeen, began, null, next, firstPage, false, read, read.equals(last));
    }

    Cursor backTo(int next, int firstPage, Instant newestSeen) {
        return new Cursor(since, newestSeen, began, null, next, firstPage, true, null, false);
    }

    /** The same sweep from its first page. */
    Cursor again() {
        return at(since);
    }

    byte[] write() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException when it is none of ours; starting anew instead would skip records */
    static Cursor read(byte[] json) {
        try {
            return MAPPER.readValue(json, Cursor.class);
        } catch (IOException e) {
            throw new IllegalStateException("the stored cursor cannot be read", e);
        }
    }
}
