package io.crossdock.hub.cli;

import io.crossdock.erp.ErpConfig;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.erp.Resync;
import io.crossdock.hub.erp.ResyncTopic;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has an ERP's tables or items told again, by the hub that captures it. */
@Command(
        name = "resync",
        description = "Have tables or items of an ERP read and told again, while its capture runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The hub that captures the ERP does it, in pieces between the changes; a change that comes later always",
            "wins. What the ERP has no more is told to be gone. --all begins anew from a reading of all tables, also",
            "where the database's log has a gap; it is the way back that the hub names in its health.",
            "Environment variables are those of the hub: Kafka's, and what the mapping file refers to.",
            "Exit status: 0 done (with --no-wait: asked), 1 it failed or Kafka does not answer, 2 one line on standard",
            "error for each mistake."
        })
final class ResyncCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private ErpOption erp;

    @Parameters(
            paramLabel = "TABLE|SKU",
            arity = "0..*",
            description = "Tables as the mapping file names them, or SKUs.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Everything, in a new epoch.")
    private boolean all;

    @Option(names = "--no-wait", description = "Ask for it and do not wait for its end.")
    private boolean noWait;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept with who and when.")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who wants it; ${DEFAULT-VALUE} by default.")
    private String by;

    @Option(names = "--json", description = "Print how it ended as one line of JSON.")
    private boolean json;

    @Mixin
    private KafkaAccess kafka;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Resync asked = asked(erp.read());
        if (!kafka.topicNames().contains(kafka.topics().erpResyncs())) {
            throw mistake("--erp", "no hub was started with this ERP yet", "start one; it reads everything at first");
        }
        ResyncTopic topic = new ResyncTopic(kafka.clients(), kafka.topics());
        topic.ask(asked);
        Resync reached = noWait ? asked : awaitEnd(topic, asked);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new String(Json.write(reached), StandardCharsets.UTF_8) : text(reached));
        out.flush();
        return reached.state() == Resync.State.FAILED ? 1 : 0;
    }

    private Resync asked(ErpConfig config) {
        if (config.connect().isPresent()) {
            throw mistake("--erp", "its changes come from a Kafka Connect", "the connector's own snapshots");
        }
        if (all == !names.isEmpty()) {
            throw mistake("TABLE|SKU, --all", all ? "are both there" : "are missing", "either of them");
        }
        List<String> tables = new ArrayList<>();
        List<String> skus = new ArrayList<>();
        for (String name : names) {
            Optional<String> meant = config.tables().stream()
                    .filter(table -> table.endsWith("." + name))
                    .findFirst();
            if (meant.isPresent()) {
                throw mistake("TABLE|SKU", "'" + PlainText.line(name) + "' is a table without its schema", meant.get());
            }
            (config.tables().contains(name) ? tables : skus).add(name);
        }
        return Resync.asked(
                UUID.randomUUID().toString(),
                config.name(),
                all,
                tables,
                skus,
                by,
                PlainText.line(reason),
                Instant.now());
    }

    private Resync awaitEnd(ResyncTopic topic, Resync asked) {
        Resync[] reached = {asked};
        boolean[] isHinted = {false};
        try (Consumer<byte[], byte[]> progress = topic.consumer()) {
            while (!reached[0].hasEnded()) {
                topic.poll(progress, read -> {
                    if (read.id().equals(asked.id()) && !read.equals(reached[0])) {
                        reached[0] = read;
                        tell(read);
                    }
                });
                boolean isLate = Instant.now().isAfter(asked.askedAt().plus(PATIENCE));
                if (reached[0].state() == Resync.State.ASKED && isLate && !isHinted[0]) {
                    isHinted[0] = true;
                    say("nobody has begun it yet: is there a hub that captures " + asked.erp()
                            + "? It stays asked for.");
                }
            }
        }
        return reached[0];
    }

    private void tell(Resync read) {
        if (read.state() == Resync.State.RUNNING) {
            String waits = read.trouble().isEmpty() ? "" : " (" + PlainText.line(read.trouble()) + ")";
            say(read.rows() + " rows read, " + read.events() + " events told" + waits);
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private static String text(Resync reached) {
        String what = reached.erp() + ": resync " + reached.id();
        return switch (reached.state()) {
            case ASKED, RUNNING -> what + " is asked for";
            case FAILED -> what + " failed: " + PlainText.line(reached.trouble());
            case DONE ->
                what + " is done: " + reached.rows() + " rows read, " + reached.events() + " events told"
                        + (reached.unknown().isEmpty()
                                ? ""
                                : "; neither the ERP nor Kafka knows " + String.join(", ", reached.unknown()));
        };
    }

    private static ConfigurationException mistake(String option, String what, String allowed) {
        return new ConfigurationException(List.of(new Problem("command line", option, what, allowed)));
    }
}
