package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.letters.LetterAction;
import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.hub.letters.LetterState;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import io.crossdock.hub.letters.Settlement;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What {@code replay} and {@code drop} have in common: the letters that are meant are settled in batches, and what
 * becomes of each is told. A run that was interrupted is begun again: it goes on where the other ended.
 */
final class LetterSettling {

    private static final int BATCH_LETTERS = 500;
    private static final int BATCH_BYTES = 8 << 20;

    @Mixin
    private KafkaAccess kafka;

    @Mixin
    private LetterSelection selection;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The letters' ids, as list shows them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; kept with who and when.")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does it; ${DEFAULT-VALUE} by default.")
    private String by;

    @Option(names = "--limit", paramLabel = "N", description = "No more than N of them.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object a letter.")
    private boolean json;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    private Settlement settlement;
    private LetterState goal;
    private byte[] body;
    private boolean again;
    private BiConsumer<Found, LetterAction> done;
    private final List<Found> batch = new ArrayList<>();
    private long batchBytes;
    private long settled;
    private long skipped;
    private boolean incomplete;

    KafkaAccess kafka() {
        return kafka;
    }

    /** @throws CommandLine.ParameterException where nobody is named, which would mean all */
    LetterFilter filter() {
        LetterFilter filter = selection.filter(ids);
        if (filter.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Which letters: give ids, or --channel, --kind, --since or --until");
        }
        return filter;
    }

    /**
     * @param wanted what the letters are to be
     * @param with what a record is replayed with instead of the letter's own body; null for that
     * @param repeats whether also those are meant that were settled before
     * @param then is told of each letter that was settled
     * @return the exit status
     */
    int run(LetterState wanted, byte[] with, boolean repeats, BiConsumer<Found, LetterAction> then) {
        LetterFilter filter = filter();
        goal = wanted;
        body = with;
        again = repeats;
        done = then;
        Set<String> unknown = new LinkedHashSet<>(filter.ids());
        KafkaClients clients = kafka.clients();
        Set<String> existing = kafka.topicNames();
        try (Encryption encryption = kafka.encryption(owners(filter, existing));
                Producer<byte[], byte[]> producer = clients.producer("crossdock-dead-letters")) {
            settlement = new Settlement(
                    producer, kafka.topics(), existing, Clock.systemUTC(), by, reason, encryption.sealing());
            new Letters(clients, kafka.topics()).each(filter, found -> {
                unknown.remove(found.letter().id());
                take(found);
            });
            flush();
        }
        unknown.forEach(id -> told(id, "unknown", "there is no dead letter of this id that the other options mean"));
        summary();
        return incomplete || settled + skipped == 0 ? DeadLettersCommand.NOT_ALL : 0;
    }

    /** Whose records may be journaled: of all the channels that have a journal, as it is not known before all are read. */
    private List<String> owners(LetterFilter filter, Set<String> existing) {
        if (goal != LetterState.REPLAYED || dryRun) {
            return List.of();
        }
        return kafka.topics().journaled(existing).stream()
                .filter(channel -> filter.channel() == null || filter.channel().equals(channel))
                .toList();
    }

    private void take(Found found) {
        String id = found.letter().id();
        if (found.state() != LetterState.OPEN && !again) {
            skipped++;
            if (!ids.isEmpty()) {
                say(id, "skipped", "it was " + found.state().word() + " before");
            }
            return;
        }
        if (settled + batch.size() >= limit) {
            return;
        }
        if (goal == LetterState.REPLAYED) {
            var obstacle = body != null && !Settlement.takesOtherBody(found.letter())
                    ? Optional.of("only an inbound record can be replayed with another body")
                    : settlement.obstacle(found.letter());
            if (obstacle.isPresent()) {
                told(id, "refused", obstacle.get());
                return;
            }
        }
        if (dryRun) {
            settled++;
            say(id, "would be " + goal.word(), "");
            return;
        }
        batch.add(found);
        batchBytes += found.letter().body().length;
        if (batch.size() >= BATCH_LETTERS || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void flush() {
        List<LetterAction> actions =
                goal == LetterState.REPLAYED ? settlement.replay(batch, body) : settlement.drop(batch);
        for (int i = 0; i < actions.size(); i++) {
            LetterAction action = actions.get(i);
            settled++;
            done.accept(batch.get(i), action);
            String place = action.journalPosition().isEmpty()
                    ? ""
                    : Settlement.placed(batch.get(i).letter()) + " at " + action.journalPosition();
            say(action.letter(), goal.word(), place);
        }
        batch.clear();
        batchBytes = 0;
    }

    /** What keeps the command from having done all that it was asked for. */
    private void told(String id, String result, String why) {
        incomplete = true;
        if (json) {
            say(id, result, why);
        } else {
            spec.commandLine().getErr().println("crossdock: " + PlainText.line(id) + ": " + why);
        }
    }

    void say(String id, String result, String detail) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("id", id);
            members.put("result", result);
            members.put("detail", detail);
            members.values().removeIf(String::isEmpty);
            out.println(LetterLines.json(members));
        } else {
            out.println(PlainText.line(id) + " " + result + (detail.isEmpty() ? "" : ": " + PlainText.line(detail)));
        }
        out.flush();
    }

    /** For people: scripts count lines. */
    void say(String line) {
        if (!json) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private void summary() {
        if (settled + skipped == 0 && !incomplete) {
            spec.commandLine().getErr().println("crossdock: no dead letter fits");
            return;
        }
        say((dryRun ? "would be " : "") + goal.word() + ": " + settled
                + (skipped > 0 ? ", settled before: " + skipped : ""));
    }
}
