package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import java.time.Duration;
import java.util.Optional;

/** After how long a channel has been offered everything again. */
final class ResyncRule {

    private ResyncRule() {}

    /** @return empty where the file says nothing */
    static Optional<Duration> read(YamlNode file) {
        Optional<String> text = file.text("resync");
        if (text.isPresent() && !text.get().matches("[1-9]\\d{0,2}[hd]")) {
            file.problems().add("resync", "'" + text.get() + "' is no time", "such as 12h or 7d");
            return Optional.empty();
        }
        return text.map(time -> Duration.parse((time.endsWith("d") ? "P" : "PT") + time));
    }
}
