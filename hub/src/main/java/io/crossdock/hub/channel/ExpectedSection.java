package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.ExpectedRule;
import io.crossdock.hub.policy.Setting;
import java.math.BigDecimal;
import java.time.Duration;

/** What {@code expected} of the section {@code stock}, or of one of its rules, says: {@code off} or its own values. */
final class ExpectedSection {

    private static final String KEY = "expected";

    /** What YAML makes of {@code off}. */
    private static final String OFF = "off|false";

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private ExpectedSection() {}

    /** @return null where it says nothing, or something wrong */
    static Setting<ExpectedRule> read(YamlNode stock) {
        if (!stock.has(KEY)) {
            return null;
        }
        if (stock.raw(KEY).isValueNode()) {
            String text = stock.text(KEY).orElse("");
            if (!text.matches(OFF)) {
                stock.problems()
                        .add(stock.key(KEY), "'" + text + "' does not fit", "off, or {within: 14d, share: 50%}");
                return null;
            }
            return new Setting<>(ExpectedRule.OFF, "off", stock.at(KEY));
        }
        YamlNode node = stock.mapping(KEY);
        if (!node.has("within")) {
            node.problems().add(node.key("within"), "is missing", "how soon pieces have to come, such as 14d");
        }
        Duration within = PolicyKeys.time(node, "within", LONGEST, SHORTEST, LONGEST);
        Setting<BigDecimal> share = PolicyKeys.share(node);
        node.refuseUnknown();
        return new Setting<>(new ExpectedRule(within, share == null ? ALL : share.value()), "", stock.at(KEY));
    }
}
