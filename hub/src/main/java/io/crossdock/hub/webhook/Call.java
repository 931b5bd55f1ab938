package io.crossdock.hub.webhook;

import io.crossdock.hub.ingest.WebhookAnswer;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One request, from its head to its answer, of which there is exactly one. All of it happens on its connection's thread;
 * only {@link #isAnswered} and {@link #release} are for others.
 */
final class Call {

    /** What a request takes besides its body: the exchange, its headers, the connection. */
    private static final int OVERHEAD_BYTES = 8 * 1024;

    /** How long a refused sender may go on sending before the connection is cut, so that it reads why. */
    private static final long LINGER_MILLIS = 1_000;

    private final HttpServerRequest request;
    private final Context thread;
    private final Connected connection;
    private final WebhookLimits limits;
    private final List<Buffer> chunks = new ArrayList<>(2);
    private Share share;
    private int length;
    private long held;
    private long timer;
    private volatile boolean answered;

    Call(HttpServerRequest request, Context thread, Connected connection, WebhookLimits limits) {
        this.request = request;
        this.thread = thread;
        this.connection = connection;
        this.limits = limits;
        connection.begin();
    }

    HttpServerRequest request() {
        return request;
    }

    WebhookLimits limits() {
        return limits;
    }

    /**
     * Reads the body within its limits and passes the call on once it is whole.
     *
     * @param share has to allow what the request takes
     */
    void read(Share share, Consumer<Call> whole) {
        this.share = share;
        if (!hold(OVERHEAD_BYTES)) {
            refuse(503);
            return;
        }
        timer = thread.owner().setTimer(limits.bodyWithin().toMillis(), late -> refuse(408));
        request.handler(this::chunk).exceptionHandler(gone -> forget()).endHandler(end -> {
            if (!answered) {
                cancelTimer();
                // Whoever works on it from now on gives back what is held.
                request.exceptionHandler(gone -> {});
                timer = thread.owner().setTimer(limits.answerWithin().toMillis(), late -> away());
                whole.accept(this);
            }
        });
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
    }

    byte[] body() {
        byte[] body = new byte[length];
        int at = 0;
        for (Buffer chunk : chunks) {
            chunk.getBytes(body, at);
            at += chunk.length();
        }
        chunks.clear();
        return body;
    }

    /** Whoever is told has gone on; what was asked for need not be done any more. */
    boolean isAnswered() {
        return answered;
    }

    /** For any thread, once nobody works on the body any more. */
    void release() {
        if (held > 0) {
            share.giveBack(held);
            held = 0;
        }
    }

    /**
     * The answer of whoever worked on it, from any thread; too late is ignored.
     *
     * @param headers by name; a value is a text or a list of them
     */
    void answer(int status, Map<String, Object> headers, Buffer body) {
        thread.runOnContext(now -> {
            if (answered) {
                return;
            }
            HttpServerResponse response = request.response().setStatusCode(status);
            headers.forEach((name, value) -> {
                if (value instanceof Iterable<?> several) {
                    several.forEach(one -> response.headers().add(name, String.valueOf(one)));
                } else {
                    response.putHeader(name, String.valueOf(value));
                }
            });
            end(response, body);
        });
    }

    /** From any thread: nobody works on it any more, and whoever has not been told yet is to come again. */
    void giveUp() {
        release();
        thread.runOnContext(now -> away());
    }

    /** Refuses what has not been read to its end: without a body, and without reading on for long. */
    void refuse(int status) {
        if (answered) {
            return;
        }
        HttpServerResponse response =
                request.response().setStatusCode(status).putHeader(HttpHeaders.CONNECTION, "close");
        if (status == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, WebhookAnswer.RETRY_AFTER_SECONDS);
        }
        end(response, Buffer.buffer());
        chunks.clear();
        release();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long cut = thread.owner()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.handler(null)
                .exceptionHandler(gone -> thread.owner().cancelTimer(cut))
                .endHandler(end -> {
                    thread.owner().cancelTimer(cut);
                    request.connection().close();
                });
    }

    private void away() {
        if (!answered) {
            HttpServerResponse response = request.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, WebhookAnswer.RETRY_AFTER_SECONDS);
            end(response, Buffer.buffer());
        }
    }

    private void chunk(Buffer chunk) {
        if (length + (long) chunk.length() > limits.bodyBytes()) {
            refuse(413);
        } else if (hold(chunk.length())) {
            chunks.add(chunk);
            length += chunk.length();
        } else {
            refuse(503);
        }
    }

    private boolean hold(int bytes) {
        if (!share.take(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** The sender is gone before its body was whole. */
    private void forget() {
        if (!answered) {
            over();
            chunks.clear();
            release();
        }
    }

    private void end(HttpServerResponse response, Buffer body) {
        over();
        if (!response.closed()) {
            response.end(body);
        }
    }

    private void over() {
        answered = true;
        connection.end();
        cancelTimer();
    }

    private void cancelTimer() {
        thread.owner().cancelTimer(timer);
    }
}
