package io.crossdock.hub.http;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Request;

/** An API that may do something else before it sends a request, and may send it twice. */
public interface FencedApi extends Api {

    /**
     * As {@link #call(Request)}.
     *
     * @param fence is passed each time just before the request is sent; what it throws is thrown, and nothing is sent
     */
    Answer call(Request request, Runnable fence);

    @Override
    default Answer call(Request request) {
        return call(request, () -> {});
    }

    /** The same API; one that sends each request at once passes the fence before it. */
    static FencedApi of(Api api) {
        if (api instanceof FencedApi fenced) {
            return fenced;
        }
        return (request, fence) -> {
            fence.run();
            return api.call(request);
        };
    }
}
