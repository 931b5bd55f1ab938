package io.crossdock.hub.normalize;

/** A route did not take a batch; the batch comes again. */
final class RouteFailedException extends RuntimeException {

    RouteFailedException(Exception cause) {
        super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }
}
