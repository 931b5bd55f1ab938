package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Erasures;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys of what is encrypted. */
@Command(
        name = "keys",
        description = "List the keys of what is encrypted, drop a month's, or protect them by a new master key.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Needs the environment of run, CROSSDOCK_ENCRYPTION_KEY above all. Exit status: 0 done, 1 Kafka does not",
            "answer, 2 one line on standard error for each mistake."
        })
final class KeysCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private KeyAccess keys;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    @Command(name = "list", description = "List the keys, by channel and month.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "One JSON object a line.") boolean json) {
        List<Erasures.Tree> trees = keys.erasures().list();
        if (!json) {
            say(String.format("%-40s %-8s %-14s %s", "CHANNEL", "PERIOD", "KEY", "RECORDS"));
        }
        for (Erasures.Tree tree : trees) {
            String distinction = tree.id().substring(tree.id().lastIndexOf(':') + 1);
            say(
                    json
                            ? new String(Json.write(tree), StandardCharsets.UTF_8)
                            : String.format(
                                    "%-40s %-8s %-14s %d", tree.owner(), tree.period(), distinction, tree.nodes()));
        }
        return 0;
    }

    @Command(
            name = "drop",
            description = "Make everything unreadable for ever that was encrypted for a channel in a month.",
            mixinStandardHelpOptions = true)
    int drop(
            @Option(
                            names = "--channel",
                            paramLabel = "CHANNEL",
                            required = true,
                            description = "A channel, or erp-NAME for the dead letters of an ERP.")
                    String channel,
            @Option(names = "--period", paramLabel = "MONTH", required = true, description = "Such as 2026-10, in UTC.")
                    String period,
            @Mixin WishOptions wish) {
        Erasures erasures = keys.erasures();
        Erasures.Erased erased = erasures.drop(channel, month(period), wish.wish());
        if (erased.keys() == 0) {
            throw KeyAccess.mistake(
                    "--channel, --period",
                    "there are no keys of " + channel + " for " + period,
                    "what keys list tells; channels " + KeyAccess.owners(erasures.list()));
        }
        say("dropped: the keys of " + channel + " for " + period);
        return 0;
    }

    @Command(
            name = "rewrap",
            description =
                    "Protect all keys by the master key CROSSDOCK_ENCRYPTION_KEY, so that the previous one can go.",
            mixinStandardHelpOptions = true)
    int rewrap() {
        say("protected anew: " + keys.erasures().rewrap() + " records of keys");
        return 0;
    }

    private static YearMonth month(String period) {
        try {
            return YearMonth.parse(period);
        } catch (DateTimeException e) {
            throw KeyAccess.mistake("--period", "'" + period + "' is no month", "such as 2026-10");
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
