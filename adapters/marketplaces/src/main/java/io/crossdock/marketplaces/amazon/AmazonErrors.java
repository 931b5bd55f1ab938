package io.crossdock.marketplaces.amazon;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code ErrorList}: what an answer that is no success holds. */
record AmazonErrors(List<AmazonError> errors) {

    /** {@code message} and {@code details} are left out: they may quote what was sent. */
    record AmazonError(String code) {}

    /** {@code REJECTED} with the codes, or with the HTTP status where there are none. */
    static Failure refusal(Answer answer, Request request, Channel channel, String key) {
        String codes;
        try {
            codes = Json.read(answer, request, channel, AmazonErrors.class).joined();
        } catch (Failure notJson) {
            codes = "";
        }
        String what = "HTTP " + answer.status() + (codes.isEmpty() ? "" : " " + codes);
        return Failure.rejected(channel.system(), request.operation(), key, what);
    }

    private String joined() {
        return errors == null
                ? ""
                : errors.stream()
                        .map(AmazonError::code)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
