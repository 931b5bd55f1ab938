package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.encryption.Erasures;
import io.crossdock.hub.mode.ChannelModeTopic;
import io.crossdock.hub.mode.ModeDecision;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands share that decide whether a channel is written to; a mixin of theirs. */
@Command
final class DecisionOptions {

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's name.")
    private String channel;

    @Mixin
    private ChannelAccess channels;

    @Mixin
    private WishOptions wish;

    @Mixin
    private KafkaAccess kafka;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /** @return what came of it, as a line */
    String decide(ModeDecision decision) {
        ChannelConfig config = channels.named(channel);
        Erasures.Wish why = wish.wish();
        if (why.reason().isBlank() || why.by().isBlank()) {
            throw CapabilityAccess.mistake("--reason, --by", "is blank", "a few words");
        }
        ChannelModeTopic.Settled made =
                topic(kafka).set(config.id(), ModeLines.start(config), decision, why.by(), why.reason());
        if (json) {
            return ModeLines.json(config.id().value(), made.standing(), made.isChanged());
        }
        String mode = made.standing().mode().name().toLowerCase(Locale.ROOT);
        if (!made.isChanged()) {
            return channel + ": " + mode + " already";
        }
        if (decision.releases()) {
            return channel + ": what the brake holds is let through";
        }
        if (decision.resyncs()) {
            return channel + ": what it confirmed before " + made.standing().resyncedAt() + " is offered again";
        }
        String from = made.standing().last().from().name().toLowerCase(Locale.ROOT);
        return channel + ": " + from + " -> " + mode;
    }

    static ChannelModeTopic topic(KafkaAccess kafka) {
        return new ChannelModeTopic(kafka.clients(), kafka.topics(), Clock.systemUTC());
    }
}
