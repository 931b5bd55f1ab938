package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.letters.Settlement;
import io.crossdock.hub.main.TranslateKamelet;
import io.crossdock.hub.normalize.EventWriter;
import io.crossdock.hub.replay.SpanReplay;
import io.crossdock.hub.replay.SpanResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies a mended mapping to what came in before it was mended. */
@Command(
        name = "replay",
        description = "Translate a span of a channel's journal anew, after its mapping was mended.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It translates here, by the Kamelet of CROSSDOCK_KAMELETS and the channel files, while the hub runs on.",
            "An event of a higher revision replaces what the lower one of the same id did, so raise the mapping's",
            "revision; nothing counts twice, and nothing newer is set back.",
            "Exit status: 0 all was translated; 3 some of it is dead letters; 1 it could not be done, 2 one line on",
            "standard error for each mistake."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final long TELL_EVERY = 50_000;

    @Mixin
    private KafkaAccess kafka;

    @Mixin
    private ChannelFiles files;

    @Option(names = "--channel", paramLabel = "CHANNEL", required = true, description = "Whose journal.")
    private String channel;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = Moment.Converter.class,
            description = "When the first record came in: an instant such as 2026-01-02T03:04:05Z, or 30m, 2h, 7d ago.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Before when the last one came in; now by default.")
    private Moment to;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "its span of the journal was replayed",
            description = "Why; kept with the dead letters that it settles.")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does it; ${DEFAULT-VALUE} by default.")
    private String by;

    @Option(names = "--dry-run", description = "Only tell what would become of it, and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private long told;

    @Override
    public Integer call() throws Exception {
        Instant begin = from.instant();
        Instant end = to == null ? Instant.now() : to.instant();
        if (!begin.isBefore(end)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from: must be before --to");
        }
        Settings settings = kafka.settings();
        Channels read = Channels.read(files.path(), new KameletCatalog(settings.kameletsFolder()), settings.secrets());
        ChannelConfig config = named(read);
        SpanResult result;
        try (Encryption encryption = kafka.encryption(dryRun ? List.of() : List.of(channel));
                TranslateKamelet kamelet = TranslateKamelet.start(settings, read, config, encryption.sealing())) {
            result = replay(
                    new SpanReplay(kafka.clients(), kafka.topics(), config.id(), kamelet::translate),
                    encryption.sealing(),
                    begin,
                    end);
        }
        tell(result, begin, end);
        return result.failed() == 0 ? 0 : DeadLettersCommand.NOT_ALL;
    }

    private SpanResult replay(SpanReplay replay, Sealing sealing, Instant begin, Instant end) {
        Consumer<SpanResult> progress = this::progress;
        if (dryRun) {
            return replay.rehearse(begin, end, progress);
        }
        KafkaClients clients = kafka.clients();
        try (Producer<byte[], byte[]> producer = clients.producer("crossdock-replay")) {
            Clock clock = Clock.systemUTC();
            return replay.run(
                    begin,
                    end,
                    new EventWriter(producer, kafka.topics(), new SimpleMeterRegistry(), clock, sealing),
                    new Settlement(producer, kafka.topics(), kafka.topicNames(), clock, by, reason, sealing),
                    progress);
        }
    }

    private ChannelConfig named(Channels read) {
        if (!read.problems().isEmpty()) {
            throw new ConfigurationException(read.problems());
        }
        return read.all().stream()
                .filter(known -> known.id().value().equals(channel))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(List.of(new Problem(
                        "command line",
                        "--channel",
                        "unknown channel '" + channel + "'",
                        read.all().stream().map(known -> known.id().value()).collect(Collectors.joining(", "))))));
    }

    private void progress(SpanResult result) {
        if (result.records() / TELL_EVERY > told) {
            told = result.records() / TELL_EVERY;
            spec.commandLine().getErr().println("crossdock: " + result.records() + " records so far");
            spec.commandLine().getErr().flush();
        }
    }

    private void tell(SpanResult result, Instant begin, Instant end) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("channel", channel);
        members.put("from", begin);
        members.put("to", end);
        members.put("dryRun", dryRun);
        members.put("translationRevision", result.revision());
        members.put("records", result.records());
        members.put("events", result.events());
        members.put("failed", result.failures());
        members.put("settledLetters", result.settled());
        String text = result.records() + " records, " + result.events() + " events by revision " + result.revision()
                + ", " + result.failed() + " failed"
                + (result.failed() == 0 ? "" : " " + result.failures())
                + (dryRun ? "; nothing was written" : ", " + result.settled() + " dead letters settled");
        spec.commandLine().getOut().println(json ? LetterLines.json(members) : text);
        spec.commandLine().getOut().flush();
    }
}
