package io.crossdock.bench.translation;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench translation}. */
@Command(
        name = "translation",
        description =
                "One order of 3.7 KB on one core, by JMH: parse, map, validate, write, and plain databind beside it.",
        footer = {
            "",
            "CPU is the processor time of the whole JVM an order, compiler and garbage collection included; where others",
            "use the machine too, it is what can be compared. Takes about a minute and a half.",
            "",
            "Exit status: 0 done, 1 the measuring failed, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class TranslationCommand implements Callable<Integer> {

    private static final Map<String, String> PARTS = parts();

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "Measured seconds a part.")
    private int seconds;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("whole", "the translation: parse, map, validate, write");
        parts.put("parseAndMap", "  parse and map");
        parts.put("validate", "  validate");
        parts.put("write", "  write");
        parts.put("writeWithEnvelope", "  write with the envelope, for Kafka");
        parts.put("plainDatabind", "plain databind: parse, validate, write");
        return parts;
    }

    /** @param wall time of one thread an order, in microseconds */
    private record Cost(double wall, double cpu) {}

    @Override
    public Integer call() throws RunnerException {
        // Its lock is one file for the whole machine, and whoever made it may be another user.
        System.setProperty("jmh.ignoreLock", "true");
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Cost> costs = new LinkedHashMap<>();
        if (!isJson) {
            out.printf(Locale.ROOT, "%-48s %10s %10s%n", "", "us/order", "CPU us");
        }
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            spec.commandLine()
                    .getErr()
                    .println("bench: measuring '" + part.getValue().strip() + "'");
            spec.commandLine().getErr().flush();
            Cost cost = measure(part.getKey());
            costs.put(part.getKey(), cost);
            if (!isJson) {
                out.printf(Locale.ROOT, "%-48s %10.2f %10.2f%n", part.getValue(), cost.wall(), cost.cpu());
                out.flush();
            }
        }
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"translation\",\"us_per_order\":%.2f,\"cpu_us_per_order\":%.2f,\"parse_and_map_us\":%.2f,"
                        + "\"validate_us\":%.2f,\"write_us\":%.2f,\"plain_databind_us\":%.2f}%n",
                costs.get("whole").wall(),
                costs.get("whole").cpu(),
                costs.get("parseAndMap").wall(),
                costs.get("validate").wall(),
                costs.get("write").wall(),
                costs.get("plainDatabind").wall());
        out.flush();
        return 0;
    }

    private Cost measure(String part) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(TranslationBenchmark.class.getName() + "[.]" + part + "$")
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(seconds)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx320m")
                        .addProfiler(ProcessorTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        return new Cost(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get(ProcessorTime.NAME).getScore());
    }
}
