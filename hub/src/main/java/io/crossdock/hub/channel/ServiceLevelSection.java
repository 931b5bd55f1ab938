package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.Setting;
import io.crossdock.hub.servicelevel.ServiceLevel;
import java.time.Duration;
import java.util.Optional;

/** The section {@code serviceLevel} of a channel file. */
final class ServiceLevelSection {

    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofHours(1);

    private ServiceLevelSection() {}

    static ServiceLevel read(YamlNode file) {
        if (!file.has("serviceLevel")) {
            return ServiceLevel.NONE;
        }
        YamlNode node = file.mapping("serviceLevel");
        Setting<Duration> p99 = PolicyKeys.setting(
                node,
                "p99",
                "[1-9]\\d{0,5}(ms|s|m|h)",
                "a time such as 800ms, 1s or 2m, from 10ms to 1h",
                ServiceLevelSection::within);
        Duration window =
                PolicyKeys.time(node, "window", ServiceLevel.WINDOW, Duration.ofMinutes(1), Duration.ofDays(1));
        if (!node.has("p99")) {
            node.problems().add(node.key("p99"), "is missing", "a time such as 1s");
        }
        node.refuseUnknown();
        return new ServiceLevel(Optional.ofNullable(p99).map(Setting::value), window);
    }

    private static Duration within(String text) {
        Duration time = text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
        return time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0 ? null : time;
    }
}
