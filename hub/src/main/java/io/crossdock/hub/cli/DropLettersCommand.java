package io.crossdock.hub.cli;

import io.crossdock.hub.letters.LetterState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes letters off the list that need no replay. */
@Command(
        name = "drop",
        description = "Note that dead letters need no replay; their bytes stay until their retention ends.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 all were dropped, or were settled before; 3 an id is unknown, or nothing fits."})
final class DropLettersCommand implements Callable<Integer> {

    @Mixin
    private LetterSettling settling;

    @Override
    public Integer call() {
        return settling.run(LetterState.DROPPED, null, false, (found, action) -> {});
    }
}
