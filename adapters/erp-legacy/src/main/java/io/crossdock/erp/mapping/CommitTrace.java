package io.crossdock.erp.mapping;

import io.crossdock.erp.ErpConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace of all that a commit causes: W3C Trace Context, version 00, sampled. Made of where the commit stands rather
 * than at random, so that a batch that is mapped again gives the same events.
 */
final class CommitTrace {

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private CommitTrace() {}

    static String of(ErpConfig config, Commit commit) {
        return of(config.source() + "@" + commit.epoch() + "-" + commit.position() + "-" + commit.round());
    }

    /** Of what no commit caused. */
    static String of(String place) {
        byte[] digest = sha256(place);
        HexFormat hex = HexFormat.of();
        return "00-" + hex.formatHex(digest, 0, TRACE_BYTES) + "-"
                + hex.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES) + "-01";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
