package io.crossdock.hub.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Reads the few words of a stranger's bytes that ingest needs, and makes what it has to add. */
public final class InboundParts {

    private static final int MAX_LENGTH = 200;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .build())
            .build();

    private InboundParts() {}

    /** The scalar at a JSON pointer; empty where it is missing or the body is not JSON, which translation will tell. */
    public static String at(String pointer, byte[] body) {
        if (pointer == null || pointer.isEmpty()) {
            return "";
        }
        try (JsonParser parser = new FilteringParserDelegate(
                JSON.createParser(body),
                new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
                TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            var token = parser.nextToken();
            return token != null && token.isScalarValue() ? tame(parser.getText()) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Printable ASCII of at most 200 characters: what a header or key of ours may hold of a stranger's text. */
    public static String tame(String text) {
        StringBuilder tamed = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && tamed.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            tamed.append(c > 0x20 && c < 0x7F ? c : '_');
        }
        return tamed.toString();
    }

    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** A new W3C trace (Trace Context, version 00), sampled. */
    public static String traceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-01";
    }
}
