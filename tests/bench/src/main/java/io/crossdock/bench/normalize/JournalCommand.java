package io.crossdock.bench.normalize;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.bench.orders.OrderBodies;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench journal}. */
@Command(
        name = "journal",
        description =
                "A long journal through the normalize route in a small heap: the memory of the first quarter of the "
                        + "way beside that of the last.",
        footer = {"", "Exit status: 0 done, 1 an event is missing or the hub ended, 2 wrong usage."},
        mixinStandardHelpOptions = true)
public final class JournalCommand implements Callable<Integer> {

    private static final Duration GLANCE = Duration.ofMillis(500);

    @Option(names = "--records", paramLabel = "N", defaultValue = "1000000", description = "Records of the journal.")
    private int records;

    @Option(names = "--heap", defaultValue = "256m", description = "The hub's heap, as -Xmx takes it.")
    private String heap;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** @param liveMebibytes what the last collection left of the heap */
    private record Sample(long events, long residentMebibytes, long liveMebibytes) {}

    @Override
    public Integer call() {
        List<Sample> samples = new ArrayList<>();
        double seconds;
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA)) {
            Work work = new Work(backbone.kafka().bootstrapServers(), "journal");
            progress("writing a journal of %,d orders".formatted(records));
            OrderBodies bodies = new OrderBodies();
            Journal.fill(work, records, number -> BenchChannel.inbound(number, bodies.of(number)));
            long began = System.nanoTime();
            try (Written written = new Written(work, work.orders());
                    ContenderChild hub = new ContenderChild(backbone.folder(), Contender.ENGINE, work, heap)) {
                long events = 0;
                while (events < records) {
                    hub.pause(GLANCE);
                    events = written.count();
                    samples.add(new Sample(events, hub.residentMebibytes(), hub.liveMebibytes()));
                    if (samples.size() % 20 == 0) {
                        progress("%,d events, %d MiB resident".formatted(events, hub.residentMebibytes()));
                    }
                }
            }
            seconds = (System.nanoTime() - began) / 1e9;
        }
        report(samples, seconds);
        return 0;
    }

    private void report(List<Sample> samples, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        List<Sample> first = samples.stream()
                .filter(sample -> sample.events() > 0 && sample.events() <= records / 4)
                .toList();
        List<Sample> last = samples.stream()
                .filter(sample -> sample.events() > records * 3L / 4)
                .toList();
        if (!isJson) {
            out.printf(Locale.ROOT, "%,d records in a heap of %s, %.0f s%n", records, heap, seconds);
            out.printf(Locale.ROOT, "%-36s %15s %15s%n", "most, in MiB", "first quarter", "last quarter");
            row("resident", first, last, Sample::residentMebibytes);
            row("heap after a collection", first, last, Sample::liveMebibytes);
        }
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"journal\",\"records\":%d,\"seconds\":%.0f,\"resident_mib_first\":%d,\"resident_mib_last\":%d,"
                        + "\"live_mib_first\":%d,\"live_mib_last\":%d}%n",
                records,
                seconds,
                most(first, Sample::residentMebibytes),
                most(last, Sample::residentMebibytes),
                most(first, Sample::liveMebibytes),
                most(last, Sample::liveMebibytes));
        out.flush();
    }

    private void row(String what, List<Sample> first, List<Sample> last, ToLongFunction<Sample> of) {
        spec.commandLine().getOut().printf(Locale.ROOT, "%-36s %,15d %,15d%n", what, most(first, of), most(last, of));
    }

    private static long most(List<Sample> samples, ToLongFunction<Sample> of) {
        return samples.stream().mapToLong(of).max().orElse(0);
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
