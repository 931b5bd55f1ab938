package io.crossdock.bench.idle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.Part;
import io.crossdock.bench.JavaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench idle}: one hub with many channels and nothing to do. */
@Command(
        name = "idle",
        description = "Resident memory and threads of one process with many idle channels.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Starts the real hub with all roles that need no ERP on channels of several systems, waits until each of",
            "them is up, and looks at the process then and after a while. It has the launcher's heap unless",
            "CROSSDOCK_JAVA_OPTS says otherwise.",
            "Exit status: 0 measured, 1 a channel did not get up."
        })
public final class IdleBench implements Callable<Integer> {

    private static final Duration START_WITHIN = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Option(names = "--channels", defaultValue = "100", description = "How many (${DEFAULT-VALUE}).")
    private int channels;

    @Option(names = "--seconds", defaultValue = "60", description = "Until the second look (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print the last line only.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Backbone backbone = Backbone.start(Part.KAFKA, Part.SQS)) {
            Path folder = backbone.folder().path().resolve("channels");
            IdleChannels.write(folder, channels, backbone.sqs());
            int management = FreePort.find();
            long beganNanos = System.nanoTime();
            try (JavaProcess hub = hub(backbone, folder, management)) {
                hub.awaitLine("crossdock: running", START_WITHIN);
                double startedSeconds = secondsSince(beganNanos);
                awaitUp(hub, management);
                double upSeconds = secondsSince(beganNanos);
                long first = tell(hub, String.format(Locale.ROOT, "all up after %.1f s", upSeconds));
                Duration cpu = hub.cpu();
                pause(Duration.ofSeconds(seconds));
                double cores = (hub.cpu().minus(cpu).toMillis()) / 1000.0 / seconds;
                long then = tell(hub, "after " + seconds + " s more");
                out().println(String.format(
                        Locale.ROOT,
                        "{\"bench\":\"idle\",\"channels\":%d,\"started_s\":%.1f,\"up_s\":%.1f,\"rss_mib\":%d,"
                                + "\"rss_later_mib\":%d,\"threads\":%d,\"cores\":%.3f,\"seconds\":%d}",
                        channels,
                        startedSeconds,
                        upSeconds,
                        first,
                        then,
                        hub.status("Threads"),
                        cores,
                        seconds));
                out().flush();
            }
        }
        return 0;
    }

    private JavaProcess hub(Backbone backbone, Path folder, int management) {
        String options = System.getenv().getOrDefault("CROSSDOCK_JAVA_OPTS", "-Xmx320m");
        return JavaProcess.start(
                backbone.folder(),
                "hub",
                Map.of(
                        "CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers(),
                        "CROSSDOCK_HTTP_PORT", Integer.toString(FreePort.find()),
                        "CROSSDOCK_MANAGEMENT_PORT", Integer.toString(management),
                        "CROSSDOCK_STATE",
                                backbone.folder().path().resolve("state").toString(),
                        "CROSSDOCK_REPLICATION", "1",
                        "CROSSDOCK_ALLOW_LOW_REPLICATION", "true"),
                Arrays.asList(options.split(" ")),
                new ArrayList<>(List.of(
                        "io.crossdock.hub.cli.Crossdock", "run", "--until-eof", "--channels", folder.toString())));
    }

    /** Every part of the hub says that it is well and none that it is still loading. */
    private void awaitUp(JavaProcess hub, int management) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/observe/health"))
                .timeout(Duration.ofSeconds(20))
                .build();
        long deadlineNanos = System.nanoTime() + START_WITHIN.toNanos();
        while (true) {
            String told =
                    http.send(health, HttpResponse.BodyHandlers.ofString()).body();
            if (isUp(new ObjectMapper().readTree(told))) {
                return;
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("not all channels got up: " + told + "\n" + hub.output());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isUp(JsonNode health) {
        int up = 0;
        for (JsonNode check : health.path("checks")) {
            if (!check.path("status").asText().equals("UP")
                    || !check.path("message").asText("").isEmpty()) {
                return false;
            }
            up += check.path("name").asText().startsWith("channel-") ? 1 : 0;
        }
        return up == channels;
    }

    private long tell(JavaProcess hub, String when) {
        long mebibytes = hub.status("VmRSS") / 1024;
        if (!json) {
            out().println(when + ": " + mebibytes + " MiB resident, " + hub.status("Threads") + " threads");
            out().flush();
        }
        return mebibytes;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static void pause(Duration pause) {
        long untilNanos = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
