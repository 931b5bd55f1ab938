package io.crossdock.bench;

import io.crossdock.bench.availability.AvailabilityCommand;
import io.crossdock.bench.cdc.CdcCommand;
import io.crossdock.bench.encryption.EncryptionCommand;
import io.crossdock.bench.idle.IdleBench;
import io.crossdock.bench.normalize.JournalCommand;
import io.crossdock.bench.normalize.NormalizeCommand;
import io.crossdock.bench.normalize.PoisonCommand;
import io.crossdock.bench.sync.SyncCommand;
import io.crossdock.bench.translation.TranslationCommand;
import io.crossdock.bench.webhook.WebhookBench;
import io.crossdock.hub.cli.ExtraCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code crossdock bench}: its subcommands are the benchmarks. */
@Command(
        name = "bench",
        description = "Measure the hub against rivals that do the same work in the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            NormalizeCommand.class,
            PoisonCommand.class,
            JournalCommand.class,
            TranslationCommand.class,
            WebhookBench.class,
            IdleBench.class,
            EncryptionCommand.class,
            CdcCommand.class,
            SyncCommand.class,
            AvailabilityCommand.class
        })
public final class BenchCommand implements ExtraCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which benchmark?");
    }
}
