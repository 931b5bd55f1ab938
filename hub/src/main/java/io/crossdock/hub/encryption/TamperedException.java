package io.crossdock.hub.encryption;

/** Encrypted bytes do not open though their key is known: they were changed, or belong to another record. */
public class TamperedException extends RuntimeException {

    TamperedException() {
        super("encrypted bytes do not open: they were changed, or belong to another record");
    }
}
