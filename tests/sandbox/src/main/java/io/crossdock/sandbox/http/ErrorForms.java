package io.crossdock.sandbox.http;

import java.time.Duration;

/** How a system words what went wrong on its side of the door. */
public interface ErrorForms {

    Reply notFound(Call call);

    /** The server adds Retry-After. */
    Reply throttled(Duration retryAfter);

    /** @param status 500 to 599 */
    Reply failed(int status);
}
