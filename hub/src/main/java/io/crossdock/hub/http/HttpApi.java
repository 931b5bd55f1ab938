package io.crossdock.hub.http;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A channel's API over HTTP: authenticated, timed, its answers sorted into what the adapter reads and failures. */
public final class HttpApi implements FencedApi {

    private final String system;
    private final HttpConnections connections;
    private final Authentication authentication;
    private final Clock clock;

    HttpApi(String system, HttpConnections connections, Authentication authentication, Clock clock) {
        this.system = system;
        this.connections = connections;
        this.authentication = authentication;
        this.clock = clock;
    }

    @Override
    public Answer call(Request request, Runnable fence) {
        Map<String, String> proof = authentication.headers();
        fence.run();
        HttpAnswer answer = connections.send(request, proof);
        if (answer.status() == 401 && authentication.renew(proof)) {
            Map<String, String> renewed = authentication.headers();
            fence.run();
            answer = connections.send(request, renewed);
        }
        int status = answer.status();
        if (status >= 500 && status != 503) {
            // What stands before the system says 502 and 504; the system may still be at it.
            boolean isUnanswered = (status == 502 || status == 504) && !request.isReading();
            throw Failure.broken(system, request.operation(), told(answer), isUnanswered);
        }
        refuseTransient(answer, system, request.operation(), clock.instant());
        if (status == 401 || status == 403) {
            throw Failure.unauthorized(system, request.operation(), "status " + status);
        }
        return told(answer);
    }

    private static Answer told(HttpAnswer answer) {
        return new Answer(answer.status(), answer.contentType(), answer.body(), answer.link());
    }

    /** @throws Failure for what means "not now": 429, 408, 5xx, and a redirect, which a maintenance page often is */
    static void refuseTransient(HttpAnswer answer, String system, String operation, Instant now) {
        int status = answer.status();
        if (status == 429) {
            throw Failure.throttled(system, operation, RetryAfter.parse(answer.retryAfter(), now));
        }
        if (status == 503) {
            Duration asked = RetryAfter.parse(answer.retryAfter(), now);
            throw Failure.unavailableFor(system, operation, "status 503", asked);
        }
        if (status == 408 || status < 200 || status >= 500 || (status >= 300 && status < 400)) {
            throw Failure.unavailable(system, operation, "status " + status, null);
        }
    }
}
