package io.crossdock.pos.square;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.util.List;
import java.util.Objects;

/** What every answer of Square may hold: {@code errors}, each with a {@code code}. */
record SquareErrors(List<SquareError> errors) {

    static final String VERSION_MISMATCH = "VERSION_MISMATCH";
    static final String KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";

    /** {@code detail} is left out: it may quote what was sent. */
    record SquareError(String code) {}

    /** The codes, each once; the HTTP status where there are none. */
    static List<String> codes(Answer answer, Request request, Channel channel) {
        List<String> codes;
        try {
            codes = Json.read(answer, request, channel, SquareErrors.class).distinctCodes();
        } catch (Failure notJson) {
            codes = List.of();
        }
        return codes.isEmpty() ? List.of("HTTP " + answer.status()) : codes;
    }

    private List<String> distinctCodes() {
        return errors == null
                ? List.of()
                : errors.stream()
                        .map(SquareError::code)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }
}
