package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.Reply;
import java.time.Duration;
import java.util.Map;

/** {@code {"errors": "..."}}, as the API answers what never reaches GraphQL. */
final class ShopifyErrors implements ErrorForms {

    static Reply unauthorized() {
        return Reply.json(
                401, Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)"));
    }

    @Override
    public Reply notFound(Call call) {
        return Reply.json(404, Map.of("errors", "Not Found"));
    }

    @Override
    public Reply throttled(Duration retryAfter) {
        return exceeded();
    }

    /** As the REST API says it. */
    static Reply exceeded() {
        return Reply.json(
                429,
                Map.of(
                        "errors",
                        "Exceeded the call limit for api client. Reduce request rates to resume uninterrupted service."));
    }

    @Override
    public Reply failed(int status) {
        return Reply.json(status, Map.of("errors", status == 503 ? "Service Unavailable" : "Internal Server Error"));
    }
}
