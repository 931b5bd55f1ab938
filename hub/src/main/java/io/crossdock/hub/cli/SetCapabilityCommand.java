package io.crossdock.hub.cli;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.hub.encryption.Erasures;
import io.crossdock.hub.strangler.CapabilityTopic;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets a switch; every process follows within a second. */
@Command(
        name = "set",
        description = "Let another side answer for a capability; every process follows within a second.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Modes: legacy (the ERP alone), shadow (the ERP; the new side is asked beside it and compared), canary",
            "(the new side for --percent of the keys), live (the new side).",
            "Exit status: 0 it stands there, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class SetCapabilityCommand implements Callable<Integer> {

    private static final List<String> MODES = Arrays.stream(SwitchMode.values())
            .map(mode -> mode.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final String SHARE = "0.01 to 100, in hundredths at the finest";

    @Mixin
    private CapabilityAccess capabilities;

    @Mixin
    private WishOptions wish;

    @Parameters(index = "0", paramLabel = "NAME", description = "The capability.")
    private String name;

    @Parameters(index = "1", paramLabel = "MODE", description = "legacy, shadow, canary or live.")
    private String mode;

    @Option(names = "--percent", paramLabel = "N", description = "The share of the keys in canary, " + SHARE + ".")
    private String percent;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        SwitchPosition to = position();
        Erasures.Wish why = wish.wish();
        if (why.reason().isBlank() || why.by().isBlank()) {
            throw CapabilityAccess.mistake("--reason, --by", "is blank", "a few words");
        }
        CapabilityTopic.Settled made = capabilities
                .topicOf(name)
                .set(
                        new CapabilityTopic.Wish(name, to, false, why.by(), why.reason()),
                        standings -> CapabilityAccess.requireKnown(name, standings));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> members = CapabilityLines.members(name, made.standing());
            members.put("changed", made.isChanged());
            out.println(CapabilityLines.json(members));
        } else {
            out.println(
                    made.isChanged()
                            ? name + ": " + made.standing().last().from() + " -> " + to
                            : name + ": " + to + " already");
        }
        out.flush();
        return 0;
    }

    private SwitchPosition position() {
        if (!MODES.contains(mode)) {
            String meant = Nearest.to(mode, MODES)
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse("");
            throw CapabilityAccess.mistake(
                    "MODE", "unknown mode '" + PlainText.line(mode) + "'" + meant, String.join(", ", MODES));
        }
        boolean isCanary = mode.equals("canary");
        if (isCanary && percent == null) {
            throw CapabilityAccess.mistake("--percent", "is missing, which canary needs", SHARE);
        }
        if (!isCanary && percent != null) {
            throw CapabilityAccess.mistake("--percent", "is of canary, not of " + mode, "leave it out");
        }
        return isCanary
                ? SwitchPosition.canary(share())
                : SwitchPosition.of(SwitchMode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    private BigDecimal share() {
        String number = percent.endsWith("%") ? percent.substring(0, percent.length() - 1) : percent;
        if (number.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            BigDecimal share = new BigDecimal(number);
            if (share.signum() > 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return share.stripTrailingZeros().scale() < 0 ? share.setScale(0) : share.stripTrailingZeros();
            }
        }
        throw CapabilityAccess.mistake("--percent", "'" + PlainText.line(percent) + "' is no share", SHARE);
    }
}
