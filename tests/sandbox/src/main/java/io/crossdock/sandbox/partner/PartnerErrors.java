package io.crossdock.sandbox.partner;

import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.time.Duration;
import java.util.Map;

/** {@code {"error": "..."}}. */
final class PartnerErrors implements ErrorForms {

    static Refused unauthorized() {
        return new Refused(Reason.UNAUTHORIZED, "", reply(401, "unauthorized"));
    }

    static Refused malformed(String what) {
        return new Refused(Reason.MALFORMED, "", reply(400, what));
    }

    static Refused notFound(String article) {
        return new Refused(Reason.UNKNOWN, article, reply(404, "unknown article"));
    }

    @Override
    public Reply notFound(Call call) {
        return reply(404, "not found");
    }

    @Override
    public Reply throttled(Duration retryAfter) {
        return reply(429, "too many requests");
    }

    @Override
    public Reply failed(int status) {
        return reply(status, "internal error");
    }

    private static Reply reply(int status, String what) {
        return Reply.json(status, Map.of("error", what));
    }
}
