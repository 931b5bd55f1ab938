package io.crossdock.bench.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.IntConsumer;

/** One keep-alive connection with at most one request on its way; speaks just as much HTTP/1.1 as an answer needs. */
final class Sender {

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);
    private static final String LENGTH = "content-length:";

    private final NetSocket socket;
    private final IntConsumer answered;
    private Buffer answer = Buffer.buffer();
    private long intendedNanos;
    private int place;

    /** @param answered takes the status; 0 where the connection is lost */
    Sender(NetSocket socket, IntConsumer answered) {
        this.socket = socket;
        this.answered = answered;
        socket.handler(this::read);
        socket.closeHandler(closed -> answered.accept(0));
    }

    void send(SignedWebhooks webhooks, int place, long intendedNanos) {
        this.place = place;
        this.intendedNanos = intendedNanos;
        socket.write(webhooks.request(place));
    }

    /** When the request on its way should have been sent, by {@link System#nanoTime()}. */
    long intendedNanos() {
        return intendedNanos;
    }

    int place() {
        return place;
    }

    void close() {
        socket.closeHandler(null);
        socket.close();
    }

    private void read(Buffer bytes) {
        answer = answer.length() == 0 ? bytes : answer.appendBuffer(bytes);
        int end = headEnd();
        if (end < 0 || answer.length() < end + bodyLength(end)) {
            return;
        }
        int status = Integer.parseInt(answer.getString(STATUS_AT, STATUS_AT + 3, "US-ASCII"));
        answer = Buffer.buffer();
        answered.accept(status);
    }

    private int headEnd() {
        for (int i = 0; i + END.length <= answer.length(); i++) {
            if (answer.getByte(i) == END[0]
                    && answer.getByte(i + 1) == END[1]
                    && answer.getByte(i + 2) == END[2]
                    && answer.getByte(i + 3) == END[3]) {
                return i + END.length;
            }
        }
        return -1;
    }

    private int bodyLength(int headEnd) {
        String head = answer.getString(0, headEnd, "US-ASCII").toLowerCase(java.util.Locale.ROOT);
        int at = head.indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at))
                        .strip());
    }
}
