package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.letters.DeadLetter;
import io.crossdock.hub.letters.LetterAction;
import io.crossdock.hub.letters.LetterFilter;
import io.crossdock.hub.letters.Letters;
import io.crossdock.hub.letters.Letters.Found;
import io.crossdock.hub.letters.MaskedBody;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One dead letter with all that is known of it; who the buyer is only where somebody asks for it. */
@Command(
        name = "show",
        description = "Show one dead letter: why it is one, what was done about it, what its body looks like.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Of a JSON body the names are shown and how long each value is, of any other body its size; --personal",
            "shows what a buyer wrote, --raw writes the body's bytes. Exit status: 0, 3 there is no such letter."
        })
final class ShowLetterCommand implements Callable<Integer> {

    @Mixin
    private KafkaAccess kafka;

    @Parameters(paramLabel = "ID", description = "The letter's id, as list shows it.")
    private String id;

    @Option(names = "--personal", description = "Show the body as it is, personal data included.")
    private boolean personal;

    @Option(
            names = "--raw",
            paramLabel = "FILE",
            description =
                    "Write the body's bytes to the file, - for standard output, and nothing else; needs --personal.")
    private String raw;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (raw != null && !personal) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--raw writes personal data: give --personal too");
        }
        Letters letters = new Letters(kafka.clients(), kafka.topics());
        AtomicReference<Found> newest = new AtomicReference<>();
        letters.each(LetterFilter.ofIds(Set.of(id)), newest::set);
        if (newest.get() == null) {
            spec.commandLine().getErr().println("crossdock: there is no dead letter '" + PlainText.line(id) + "'");
            return DeadLettersCommand.NOT_ALL;
        }
        Optional<DeadLetter> opened;
        try (Encryption encryption = kafka.encryption(List.of())) {
            opened = newest.get().letter().opened(encryption.sealing());
        }
        if (raw == null) {
            show(newest.get(), opened, letters);
            return 0;
        }
        byte[] body = opened.orElseThrow(
                        () -> new IllegalStateException("its keys were destroyed: nobody can read it any more"))
                .body();
        if (raw.equals("-")) {
            System.out.write(body);
            System.out.flush();
        } else {
            Files.write(Path.of(raw), body);
        }
        return 0;
    }

    private void show(Found found, Optional<DeadLetter> opened, Letters letters) {
        PrintWriter out = spec.commandLine().getOut();
        DeadLetter letter = found.letter();
        out.println("state: " + found.state().word());
        for (LetterAction action : letters.actions(letter.id())) {
            out.println("  " + action.state().word() + " " + action.time() + " by " + PlainText.line(action.by())
                    + (action.journalPosition().isEmpty() ? "" : ", journaled at " + action.journalPosition())
                    + (action.edited() ? ", edited" : "") + ": " + PlainText.line(action.reason()));
        }
        new TreeMap<>(letter.attributes()).forEach((name, text) -> out.println(name + ": " + PlainText.line(text)));
        out.println("content-type: " + PlainText.line(letter.contentType() == null ? "" : letter.contentType()));
        out.println("body: "
                + opened.map(plain -> MaskedBody.summary(plain.body()))
                        .orElse("forgotten: its keys were destroyed, and nobody can read it any more"));
        opened.ifPresent(plain -> show(plain.body(), out));
        out.flush();
    }

    private void show(byte[] body, PrintWriter out) {
        if (personal) {
            out.println(PlainText.of(body).orElse("not UTF-8; --raw writes it"));
        } else {
            MaskedBody.structure(body).ifPresent(out::println);
        }
    }
}
