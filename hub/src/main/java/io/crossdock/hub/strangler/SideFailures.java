package io.crossdock.hub.strangler;

import io.crossdock.spi.Failure;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/** What a side threw, in our words: an address or a body in a message of Camel's goes no further. */
final class SideFailures {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private SideFailures() {}

    static RuntimeException of(String capability, String side, Throwable thrown) {
        Failure failure = ObjectHelper.getException(Failure.class, thrown);
        if (failure != null) {
            return failure;
        }
        HttpOperationFailedException http = ObjectHelper.getException(HttpOperationFailedException.class, thrown);
        if (http != null) {
            return ofStatus(capability, side, http.getStatusCode());
        }
        boolean isAway = ObjectHelper.getException(IOException.class, thrown) != null
                || ObjectHelper.getException(TimeoutException.class, thrown) != null
                || ObjectHelper.getException(InterruptedException.class, thrown) != null;
        Throwable root = root(thrown);
        return isAway
                ? Failure.unavailable(capability, side, root.getClass().getSimpleName(), thrown)
                : new IllegalStateException(
                        "the " + side + " side of " + capability + " is broken: "
                                + root.getClass().getSimpleName(),
                        thrown);
    }

    private static Failure ofStatus(String capability, String side, int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return Failure.unauthorized(capability, side, "status " + status);
        }
        if (status == TOO_MANY) {
            return Failure.throttled(capability, side, null);
        }
        return status >= CLIENT_ERROR && status < SERVER_ERROR && status != TIMED_OUT
                ? Failure.rejected(capability, side, "", "status " + status)
                : Failure.unavailable(capability, side, "status " + status, null);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
