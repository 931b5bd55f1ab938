package io.crossdock.hub.cli;

import io.crossdock.hub.encryption.Erasures;
import picocli.CommandLine.Option;

/** Who wants keys destroyed, and why. */
final class WishOptions {

    private static final int LONGEST = 500;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; kept with who and when, so a ticket's number is better than a name.")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who wants it; ${DEFAULT-VALUE} by default.")
    private String by;

    Erasures.Wish wish() {
        return new Erasures.Wish(line(by), line(reason));
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
