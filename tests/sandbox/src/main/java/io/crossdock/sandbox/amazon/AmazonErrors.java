package io.crossdock.sandbox.amazon;

import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code {"errors": [{code, message, details}]}}. */
final class AmazonErrors implements ErrorForms {

    static Refused unauthorized(String details) {
        return new Refused(
                Reason.UNAUTHORIZED,
                "",
                reply(403, "Unauthorized", "Access to requested resource is denied.", details));
    }

    static Refused malformed(String message) {
        return new Refused(Reason.MALFORMED, "", reply(400, "InvalidInput", message, ""));
    }

    static Refused notFound(String key, String message) {
        return new Refused(Reason.UNKNOWN, key, reply(404, "NotFound", message, ""));
    }

    static Refused quotaExceeded(String key) {
        return new Refused(Reason.THROTTLED, key, quotaExceeded());
    }

    @Override
    public Reply notFound(Call call) {
        return reply(404, "NotFound", "The resource specified does not exist.", "");
    }

    @Override
    public Reply throttled(Duration retryAfter) {
        return quotaExceeded();
    }

    @Override
    public Reply failed(int status) {
        return status == 503
                ? reply(status, "ServiceUnavailable", "Service is temporarily unavailable.", "")
                : reply(status, "InternalFailure", "We encountered an internal error. Please try again.", "");
    }

    private static Reply quotaExceeded() {
        return reply(429, "QuotaExceeded", "You exceeded your quota for the requested resource.", "");
    }

    private static Reply reply(int status, String code, String message, String details) {
        return Reply.json(
                status, Map.of("errors", List.of(Map.of("code", code, "message", message, "details", details))));
    }
}
