package io.crossdock.hub.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads an answer's body whole before anybody sees it, so that neither an endless nor a dripping one holds a thread or
 * the heap: the client's own timeout is only that between two packets.
 *
 * @param limit bytes
 * @param timeout for request and answer together
 */
record BoundedBody(int limit, Duration timeout) implements ExecChainHandler {

    /** The body is longer than the limit. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int limit) {
            super("answer over " + limit + " bytes");
        }
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = read(content, deadline, scope);
            response.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
            return response;
        }
    }

    private byte[] read(InputStream content, long deadline, ExecChain.Scope scope) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            boolean late = System.nanoTime() - deadline > 0;
            if (late || body.size() + read > limit) {
                // Closing the stream would read the rest of it; the connection goes instead.
                scope.execRuntime.discardEndpoint();
                throw late ? new SocketTimeoutException("answer took too long") : new TooLargeException(limit);
            }
            body.write(chunk, 0, read);
        }
        return body.toByteArray();
    }
}
