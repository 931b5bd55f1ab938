package io.crossdock.bench.availability;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.bench.Figures;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock bench availability}. */
@Command(
        name = "availability",
        description =
                "How many levels, orders, moves and descriptions a second the availability topology takes in, beside a "
                        + "topology of one hop with the same exactly-once settings, and how much room its state needs.",
        footer = {
            "",
            "One broker; each contender in a JVM of its own with the launcher's heap and one stream thread, by turns.",
            "The load is in the topics before anybody reads it: levels, moves, orders placed, changed, cancelled and",
            "booked, descriptions, kits among the items, and one event in ten told again. Three of that length come",
            "first, while the JVM compiles. A turn is over once all topics, those between two steps too, are consumed.",
            "With the defaults it is long; --items, --inputs and --rounds make it shorter.",
            "",
            "Exit status: 0 measured, 1 a contender failed or stood still, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class AvailabilityCommand implements Callable<Integer> {

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Items that the load is about (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--inputs",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Events of the load (${DEFAULT-VALUE}).")
    private int inputs;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Rounds; odd numbers have a median, 0 measures nothing but the size (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--size",
            description = "Also describe and count every item, let the load follow, and measure disk and heap.")
    private boolean isSized;

    @Option(names = "--json", description = "Print nothing but the last line.")
    private boolean isJson;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (items < Catalogue.LEAST || inputs < 1 || rounds < 0 || rounds == 0 && !isSized) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--items must be " + Catalogue.LEAST + " or more, --inputs and --rounds 1 or more;"
                            + " --rounds 0 goes with --size");
        }
        Figures figures = new Figures("availability");
        try (Backbone backbone = Backbone.start(this::progress, Part.KAFKA)) {
            if (rounds > 0) {
                new Throughput(backbone, items, inputs, this::progress).measure(rounds, figures);
            }
            if (isSized) {
                Size size = Size.measure(backbone, items, inputs);
                progress("size: " + size);
                size.into(figures);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!isJson) {
            out.print(figures.text());
        }
        out.println(figures.json());
        out.flush();
        return 0;
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + line);
        err.flush();
    }
}
