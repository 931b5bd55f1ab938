package io.crossdock.hub.drop;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** What goes wrong is told by the status; Camel's own handler would log a stack trace with names at every look. */
record QuietExceptions(DropStatus status) implements ExceptionHandler {

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** A listing that failed has been told before; a file that failed has not, where our own code is at fault. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        if (exchange != null) {
            status.handlingFailed(
                    "a file cannot be handled: " + exception.getClass().getSimpleName());
        }
    }
}
