package io.crossdock.hub.duties;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process with duties, to be killed. */
final class DutiesProcess {

    private DutiesProcess() {}

    static Process start(String brokers, Topics topics) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DutiesProcess.class.getName(),
                        brokers,
                        topics.prefix())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws IOException {
        Duties duties = new Duties(
                new KafkaClients(Map.of("bootstrap.servers", args[0])), new Topics(args[1]), new DutyRoster().of("it"));
        duties.start();
        // Ends with whoever started it, should that end without killing it.
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }
}
