package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import java.util.Map;
import picocli.CommandLine;

/** A wrong configuration is one line a mistake and exit status 2; anything else is its message and exit status 1. */
final class OneLineErrors implements CommandLine.IExecutionExceptionHandler {

    private final Map<String, String> environment;

    OneLineErrors(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (e instanceof ConfigurationException wrong) {
            wrong.problems().forEach(commandLine.getErr()::println);
            commandLine.getErr().flush();
            return 2;
        }
        if (environment.containsKey("CROSSDOCK_DEBUG")) {
            e.printStackTrace(commandLine.getErr());
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getMessage() == null) {
            cause = cause.getCause();
        }
        commandLine
                .getErr()
                .println("crossdock: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        commandLine.getErr().flush();
        return 1;
    }
}
