package io.crossdock.bench.webhook;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench webhook}: the real hub and a bare handler by turns, on one broker, under one load. */
@Command(
        name = "webhook",
        description = "Signed 2 KB webhooks over HTTP keep-alive, each in Kafka before its answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The hub takes them by a channel's source Kamelet and the route 'ingest'; the rival is a Vert.x handler",
            "that verifies the same signature and produces with the same settings. Both wait for acks=all. Every",
            "round reads the topics back. Latency is measured at a fixed rate, from when each should have been sent.",
            "Exit status: 0 measured, 1 an accepted webhook was missing or a contender failed."
        })
public final class WebhookBench implements Callable<Integer> {

    /** Until the JVMs have compiled what they will go on running, but not for ever. */
    private static final int WARM_UP_WEBHOOKS = 100_000;

    private static final int WARM_UP_SECONDS = 30;

    @Option(names = "--seconds", defaultValue = "5", description = "How long each phase lasts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each contender has its turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "Keep-alive connections, each with one request on its way (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Webhooks a second while latency is measured (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", description = "Print the last line only.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Turn> hubs = new ArrayList<>();
        List<Turn> bares = new ArrayList<>();
        try (Backbone backbone = Backbone.start(Part.KAFKA);
                LoadGenerator load = new LoadGenerator(connections);
                Contender hub = Contender.hub(backbone);
                Contender bare = Contender.bare(backbone)) {
            for (Contender contender : List.of(hub, bare)) {
                contender.warmUp(load, WARM_UP_WEBHOOKS, WARM_UP_SECONDS);
            }
            for (int round = 1; round <= rounds; round++) {
                // There and back, so that what drifts meets both.
                if (round % 2 == 1) {
                    hubs.add(tell(out, round, "hub", hub.turn(load, Duration.ofSeconds(seconds), rate)));
                }
                bares.add(tell(out, round, "bare", bare.turn(load, Duration.ofSeconds(seconds), rate)));
                if (round % 2 == 0) {
                    hubs.add(tell(out, round, "hub", hub.turn(load, Duration.ofSeconds(seconds), rate)));
                }
            }
        }
        out.println(result(hubs, bares));
        out.flush();
        return 0;
    }

    private Turn tell(PrintWriter out, int round, String who, Turn turn) {
        if (!json) {
            out.println(text(
                    "round %d %-5s %6.0f/s, %4.0f us CPU each; at %d/s p50 %.1f ms, p99 %.1f ms; %d answered, %d kept",
                    round,
                    who,
                    turn.perSecond(),
                    turn.cpuMicros(),
                    rate,
                    turn.p50Millis(),
                    turn.p99Millis(),
                    turn.accepted(),
                    turn.kept()));
            out.flush();
        }
        return turn;
    }

    private String result(List<Turn> hubs, List<Turn> bares) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < hubs.size(); i++) {
            ratios.add(hubs.get(i).perSecond() / bares.get(i).perSecond());
        }
        return text(
                "{\"bench\":\"webhook\",\"per_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"ratio_bare_vertx\":%.3f,"
                        + "\"cpu_us\":%.0f,\"bare_per_s\":%.0f,\"bare_p50_ms\":%.2f,\"bare_p99_ms\":%.2f,"
                        + "\"bare_cpu_us\":%.0f,\"answered\":%d,\"kept\":%d,\"connections\":%d,\"body_bytes\":%d,"
                        + "\"rounds\":%d,\"seconds\":%d}",
                median(hubs, Turn::perSecond),
                median(hubs, Turn::p50Millis),
                median(hubs, Turn::p99Millis),
                Turn.median(ratios),
                median(hubs, Turn::cpuMicros),
                median(bares, Turn::perSecond),
                median(bares, Turn::p50Millis),
                median(bares, Turn::p99Millis),
                median(bares, Turn::cpuMicros),
                hubs.stream().mapToLong(Turn::accepted).sum(),
                hubs.stream().mapToLong(Turn::kept).sum(),
                connections,
                SignedWebhooks.BODY_BYTES,
                rounds,
                seconds);
    }

    private static double median(List<Turn> turns, java.util.function.Function<Turn, Double> figure) {
        return Turn.median(turns.stream().map(figure).toList());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
