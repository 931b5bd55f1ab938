package io.crossdock.world;

/** A law did not hold; the message says which, where and, in a world that is played again, what led to it. */
final class BrokenLaw extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenLaw(String message) {
        super(message);
    }
}
