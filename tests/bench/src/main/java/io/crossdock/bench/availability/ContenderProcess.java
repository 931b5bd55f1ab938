package io.crossdock.bench.availability;

import io.crossdock.hub.availability.AvailabilitySettings;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** What a contender's JVM runs. It tells a line for each load, and ends when its standard input does. */
final class ContenderProcess {

    static final String DONE = "bench-done";

    private ContenderProcess() {}

    /** @param args the contender, the brokers, the state's folder, the prefixes of the loads */
    public static void main(String[] args) throws Exception {
        Contender contender = Contender.valueOf(args[0]);
        for (int i = 3; i < args.length; i++) {
            var settings = AvailabilitySettings.of(
                    Map.of("bootstrap.servers", args[1]), new Topics(args[i]), Path.of(args[2]), 1, Retention.DEFAULT);
            System.out.println(turn(contender, settings));
        }
        System.out.println(DONE);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static Turn.Told turn(Contender contender, AvailabilitySettings settings) throws Exception {
        try (Contender.Running running = contender.start(settings);
                Admin admin = new KafkaClients(settings.kafka()).admin()) {
            Progress progress = new Progress(admin, contender.group(settings), Contender.sources(settings.topics()));
            progress.await(running.isRunning());
            long beganNanos = System.nanoTime();
            Duration cpu = cpu();
            progress.awaitConsumed();
            long nanos = System.nanoTime() - beganNanos;
            long cpuNanos = cpu().minus(cpu).toNanos();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new Turn.Told(nanos, cpuNanos, runtime.totalMemory() - runtime.freeMemory());
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
