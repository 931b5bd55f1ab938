package io.crossdock.hub.cli;

import io.crossdock.hub.main.Assembly;
import io.crossdock.hub.main.Hub;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the hub until it is told to stop. */
@Command(
        name = "run",
        description = "Run the hub, or some of its roles, against your own Kafka.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Kafka and everything else of the process is set by environment variables; docs/configuration.md",
            "lists them. CROSSDOCK_KAFKA_BROKERS must be there.",
            "Exit status: 143 stopped by SIGTERM, 130 by Ctrl-C, 1 it could not run, 2 one line on standard",
            "error for each mistake."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private HubOptions options;

    @Option(
            names = "--until-eof",
            hidden = true,
            description = "Stop when standard input ends, so that no hub outlives whoever started it.")
    private boolean untilEof;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Assembly assembly = options.read();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            awaitQuietly(stopped);
        }));
        try (Hub hub = new Hub(assembly)) {
            hub.start();
            say(running(assembly.served().size(), assembly.settings().publicUrl()));
            if (untilEof) {
                Thread reader = new Thread(() -> readToEnd(stop), "until-eof");
                reader.setDaemon(true);
                reader.start();
            }
            stop.await();
        } finally {
            stopped.countDown();
        }
        say("crossdock: stopped");
        return 0;
    }

    static String running(int channels, String publicUrl) {
        return "crossdock: running, " + channels + (channels == 1 ? " channel" : " channels") + ", webhooks on "
                + publicUrl + "/in/<channel>";
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static void readToEnd(CountDownLatch stop) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stop.countDown();
        }
    }

    /** The JVM ends when its shutdown hooks do: this one lets the hub finish what is in flight. */
    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
