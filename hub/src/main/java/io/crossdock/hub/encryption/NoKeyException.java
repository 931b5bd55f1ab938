package io.crossdock.hub.encryption;

/** A key cannot be had now, though it may exist; nothing is skipped for that. */
public class NoKeyException extends RuntimeException {

    NoKeyException(String message) {
        super(message);
    }
}
