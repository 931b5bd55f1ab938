package io.crossdock.sandbox.square;

import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.Refused;
import java.util.Optional;
import java.util.function.Consumer;

/** A bearer token, and a {@code Square-Version} that is a date where it is given. */
record SquareGuard(String accessToken) implements Consumer<Call> {

    /** @throws Refused 401, or 400 INVALID_SQUARE_VERSION_FORMAT */
    @Override
    public void accept(Call call) {
        if (!call.header("Authorization").equals(Optional.of("Bearer " + accessToken))) {
            throw SquareErrors.unauthorized();
        }
        String version = call.header("Square-Version").orElse("2026-01-22");
        if (!version.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw SquareErrors.malformed("INVALID_SQUARE_VERSION_FORMAT", "Square-Version must be YYYY-MM-DD.", null);
        }
    }
}
