package io.crossdock.hub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** A call of {@code ./crossdock} on a folder of channel files, all of it right until a test says otherwise. */
final class Invocation {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String CHANNEL = """
            channel: acme-eu
            system: acme
            currency: EUR
            locations: [hamburg, lyon]
            source: {transport: webhook, scheme: standard-webhooks, secret: "{{secret:acme/webhook}}"}
            """;

    private static final Path KAMELET =
            Path.of("src/test/resources/channels/kamelets/acme-translate-action.kamelet.yaml");

    private final Path folder;
    private final Map<String, String> environment =
            new TreeMap<>(Map.of("CROSSDOCK_KAFKA_BROKERS", "127.0.0.1:1", "CROSSDOCK_SECRET_ACME_WEBHOOK", SECRET));
    private final List<String> arguments = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int status;

    /** @param folder an empty one */
    Invocation(Path folder) {
        this.folder = folder;
        file("acme-eu.channel.yaml", CHANNEL);
        file("kamelets/acme-translate-action.kamelet.yaml", text(KAMELET));
        environment.put("CROSSDOCK_KAMELETS", folder.resolve("kamelets").toString());
    }

    Invocation file(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The channel file with one piece of its text replaced. */
    Invocation channelWith(String text, String instead) {
        if (!CHANNEL.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return file("acme-eu.channel.yaml", CHANNEL.replace(text, instead));
    }

    Invocation kameletWith(String text, String instead) {
        if (!text(KAMELET).contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return file("kamelets/acme-translate-action.kamelet.yaml", text(KAMELET).replace(text, instead));
    }

    /** @param value null to have the variable unset */
    Invocation variable(String name, String value) {
        environment.put(name, value);
        environment.values().removeIf(set -> set == null);
        return this;
    }

    Invocation arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    int check() {
        return execute("check", "--channels", folder.toString());
    }

    int execute(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(arguments);
        CommandLine commandLine = Crossdock.commandLine(environment);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        status = commandLine.execute(all.toArray(String[]::new));
        return status;
    }

    /** Of the last call. */
    int status() {
        return status;
    }

    List<String> out() {
        return out.toString().lines().toList();
    }

    /** What went to standard error, the folder's path left out. */
    List<String> mistakes() {
        return err.toString()
                .lines()
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
