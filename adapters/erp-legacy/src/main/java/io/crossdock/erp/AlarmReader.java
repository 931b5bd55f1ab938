package io.crossdock.erp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code alarm:} of a mapping file. */
final class AlarmReader {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5}) ?(MiB|GiB|TiB)");
    private static final Map<String, Integer> SHIFTS = Map.of("MiB", 20, "GiB", 30, "TiB", 40);
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})(s|m|h)");

    private AlarmReader() {}

    static Alarm read(YamlSection root) {
        if (!root.has("alarm")) {
            return Alarm.DEFAULT;
        }
        YamlSection section = root.section("alarm");
        Optional<Matcher> bytes = matching(section, "slotBytes", SIZE, "a size such as 500 MiB or 2 GiB");
        Optional<Matcher> lag = matching(section, "lag", TIME, "a time such as 60s, 5m or 1h");
        section.refuseUnknown();
        return new Alarm(
                bytes.map(size -> Long.parseLong(size.group(1)) << SHIFTS.get(size.group(2)))
                        .orElse(Alarm.DEFAULT.slotBytes()),
                lag.map(time -> Duration.parse("PT" + time.group(1) + time.group(2)))
                        .orElse(Alarm.DEFAULT.lag()));
    }

    private static Optional<Matcher> matching(YamlSection section, String key, Pattern pattern, String allowed) {
        Optional<Matcher> read = section.text(key).map(pattern::matcher);
        if (read.isPresent() && !read.get().matches()) {
            section.problem(key, "'" + section.text(key).orElse("") + "' is not allowed", allowed);
            return Optional.empty();
        }
        return read;
    }
}
