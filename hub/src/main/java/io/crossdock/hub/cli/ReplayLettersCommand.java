package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.letters.Aftermath;
import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.hub.letters.LetterState;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import io.crossdock.hub.letters.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Journals the records of dead letters once more, so that the hub translates them as it does now. */
@Command(
        name = "replay",
        description = "Translate dead letters anew, by the mapping that the running hub has now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each letter's record is journaled once more, with who and why; the hub takes it from there. What fails",
            "again is a new dead letter that names this one. A letter that was replayed or dropped is skipped.",
            "Where a system's notifications only name an order, --wait ends when that was fetched: what was fetched",
            "is a record of its own, and is translated after that.",
            "Exit status: 0 all were replayed, or were settled before; 3 an id is unknown, nothing fits, a letter",
            "cannot be replayed, or with --wait one failed again or was not fetched or translated in time."
        })
final class ReplayLettersCommand implements Callable<Integer> {

    @Mixin
    private LetterSettling settling;

    @Option(names = "--again", description = "Also those that were replayed or dropped before.")
    private boolean again;

    @CommandLine.ArgGroup
    private Mended mended;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "Wait so long at the most until the hub has fetched or translated them, and tell what failed again.")
    private Integer waitSeconds;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Another body than the letter's own. */
    private static final class Mended {
        @Option(names = "--edit", description = "Mend the body of the one letter in $$VISUAL or $$EDITOR first.")
        private boolean edit;

        @Option(names = "--body", paramLabel = "FILE", description = "Replay the one letter with this body.")
        private Path body;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] body = mended == null ? null : body();
        Aftermath aftermath =
                new Aftermath(settling.kafka().clients(), settling.kafka().topics(), Instant.now());
        AtomicLong replayed = new AtomicLong();
        int status = settling.run(LetterState.REPLAYED, body, again, (found, action) -> {
            if (waitSeconds != null) {
                aftermath.add(found.letter(), action);
                replayed.incrementAndGet();
            }
        });
        return replayed.get() == 0 ? status : Math.max(status, awaited(aftermath, replayed.get()));
    }

    private int awaited(Aftermath aftermath, long replayed) throws InterruptedException {
        boolean complete = aftermath.isComplete(Duration.ofSeconds(waitSeconds));
        AtomicLong failed = new AtomicLong();
        aftermath.failedAgain(letter -> {
            failed.incrementAndGet();
            settling.say(
                    letter.attribute("replayof"),
                    "failed again",
                    letter.id() + ": " + letter.attribute("failuremessage"));
        });
        String done = aftermath.awaitsFetches() ? "fetched or translated" : "translated";
        if (!complete) {
            spec.commandLine()
                    .getErr()
                    .println("crossdock: not all were " + done + " in time; is a process with the role normalize up?");
        } else {
            settling.say(done + ": " + (replayed - failed.get()) + ", failed again: " + failed.get());
        }
        return complete && failed.get() == 0 ? 0 : DeadLettersCommand.NOT_ALL;
    }

    private byte[] body() throws IOException, InterruptedException {
        LetterFilter filter = settling.filter();
        if (filter.ids().size() != 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--edit and --body are for one letter: give its id");
        }
        byte[] body = mended.body == null ? edited(filter) : Files.readAllBytes(mended.body);
        if (body.length > Settlement.GREATEST_BODY_BYTES) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "the body is larger than " + Settlement.GREATEST_BODY_BYTES + " bytes");
        }
        return body;
    }

    private byte[] edited(LetterFilter filter) throws IOException, InterruptedException {
        AtomicReference<Found> newest = new AtomicReference<>();
        new Letters(settling.kafka().clients(), settling.kafka().topics()).each(filter, newest::set);
        if (newest.get() == null) {
            throw new IllegalStateException("there is no dead letter '"
                    + PlainText.line(filter.ids().iterator().next()) + "'");
        }
        try (Encryption encryption = settling.kafka().encryption(List.of())) {
            byte[] body = newest.get()
                    .letter()
                    .opened(encryption.sealing())
                    .orElseThrow(
                            () -> new IllegalStateException("its keys were destroyed: nobody can read it any more"))
                    .body();
            return new BodyEditor(settling.kafka().environment()).edited(body);
        }
    }
}
