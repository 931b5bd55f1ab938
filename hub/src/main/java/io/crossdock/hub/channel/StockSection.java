package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.ItemPattern;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.hub.policy.Setting;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.policy.StockRule;
import io.crossdock.hub.policy.StockRule.Safety;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The section {@code stock} of a channel file. */
final class StockSection {

    private static final long MOST_PIECES = 1_000_000_000L;

    private StockSection() {}

    static StockPolicy read(YamlNode stock) {
        StockRule always = rule(stock, ItemPattern.ALL);
        List<StockRule> rules = new ArrayList<>();
        List<YamlNode> nodes = stock.mappings("rules");
        for (YamlNode node : nodes) {
            StockRule rule = rule(node, PolicyKeys.items(node));
            if (saysNothing(node)) {
                node.problems().add(node.path(), "says nothing", "expected, share, safety, cap, pack or minimum");
            }
            node.refuseUnknown();
            rules.add(rule);
        }
        PolicyKeys.refuseUnreached(rules, StockRule::items, nodes);
        List<Setting<ItemPattern>> blocked = blocked(stock);
        Setting<LagRule> lagAware = LagSection.read(stock);
        stock.refuseUnknown();
        return new StockPolicy(always, rules, blocked, lagAware);
    }

    private static List<Setting<ItemPattern>> blocked(YamlNode stock) {
        List<Setting<ItemPattern>> blocked = new ArrayList<>();
        List<YamlNode> nodes = stock.mappings("block");
        for (YamlNode node : nodes) {
            ItemPattern items = PolicyKeys.items(node);
            node.refuseUnknown();
            blocked.add(new Setting<>(items, items.toString(), node.at()));
        }
        PolicyKeys.refuseUnreached(blocked, Setting::value, nodes);
        return blocked;
    }

    private static boolean saysNothing(YamlNode node) {
        return List.of("expected", "share", "safety", "cap", "pack", "minimum").stream()
                .noneMatch(node::has);
    }

    private static StockRule rule(YamlNode node, ItemPattern items) {
        return new StockRule(
                items,
                ExpectedSection.read(node),
                PolicyKeys.share(node),
                PolicyKeys.setting(
                        node,
                        "safety",
                        "\\d{1,9}|\\d{1,2}%",
                        "pieces such as 2, or a share such as 10%",
                        text -> new Safety(new BigDecimal(digits(text)), text.endsWith("%"))),
                PolicyKeys.number(node, "cap", 0, MOST_PIECES),
                PolicyKeys.number(node, "pack", 1, MOST_PIECES),
                PolicyKeys.number(node, "minimum", 0, MOST_PIECES));
    }

    private static String digits(String text) {
        return text.replace("%", "");
    }
}
