package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.hub.policy.Setting;
import java.time.Duration;

/** What {@code lagAware} of the section {@code stock} says: {@code true}, {@code false} or its own values. */
final class LagSection {

    private static final String KEY = "lagAware";
    private static final long MOST_PIECES = 1_000_000;

    private LagSection() {}

    /** @return null where the safety stock does not follow the lag */
    static Setting<LagRule> read(YamlNode stock) {
        if (!stock.has(KEY)) {
            return null;
        }
        if (stock.raw(KEY).isValueNode()) {
            String text = stock.text(KEY).orElse("");
            if (!text.matches("true|false")) {
                stock.problems().add(stock.key(KEY), "'" + text + "' does not fit", "true, false, or {after: 2s}");
            }
            return text.equals("true") ? new Setting<>(LagRule.DEFAULT, text, stock.at(KEY)) : null;
        }
        YamlNode node = stock.mapping(KEY);
        LagRule usual = LagRule.DEFAULT;
        Setting<Long> most = PolicyKeys.number(node, "most", 1, MOST_PIECES);
        LagRule rule = new LagRule(
                time(node, "after", usual.after()),
                most == null ? usual.most() : most.value(),
                time(node, "memory", usual.memory()),
                time(node, "calm", usual.calm()));
        node.refuseUnknown();
        return new Setting<>(rule, "", stock.at(KEY));
    }

    private static Duration time(YamlNode node, String name, Duration otherwise) {
        return PolicyKeys.time(node, name, otherwise, Duration.ofSeconds(1), Duration.ofHours(1));
    }
}
