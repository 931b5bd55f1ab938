package io.crossdock.hub.main;

import io.crossdock.hub.cli.Crossdock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What a command of {@code ./crossdock} said. */
record Told(int status, List<String> out, List<String> err) {

    static Told by(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Crossdock.commandLine(environment);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int status = commandLine.execute(arguments);
        return new Told(
                status, out.toString().lines().toList(), err.toString().lines().toList());
    }
}
