package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.ItemPattern;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.PriceRule;
import io.crossdock.hub.policy.PriceRule.Factor;
import io.crossdock.hub.policy.Rounding;
import io.crossdock.hub.policy.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** {@code prices} of a channel file: the name of a price list, or a section that says more. */
final class PriceSection {

    private static final String LIST = "[A-Za-z0-9._-]{1,64}";
    private static final String AMOUNT = "\\d{1,9}(\\.\\d{1,6})?";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String currency;

    private PriceSection(String currency) {
        this.currency = currency;
    }

    /** @param currency the channel's; empty where the file has none that is right */
    static PricePolicy read(YamlNode file, String currency) {
        if (!file.raw("prices").isObject()) {
            return PricePolicy.of(file.text("prices").orElse(null), currency);
        }
        return new PriceSection(currency).read(file.mapping("prices"));
    }

    private PricePolicy read(YamlNode prices) {
        String list = prices.required("list", "a price list such as retail-eu");
        if (!list.isEmpty() && !list.matches(LIST)) {
            prices.problems()
                    .add(
                            prices.key("list"),
                            "'" + list + "' does not fit",
                            "letters, digits, dots, dashes and underscores, 64 at most");
        }
        PriceRule always = rule(prices, ItemPattern.ALL);
        List<PriceRule> rules = new ArrayList<>();
        List<YamlNode> nodes = prices.mappings("rules");
        for (YamlNode node : nodes) {
            rules.add(rule(node, PolicyKeys.items(node)));
            if (saysNothing(node)) {
                node.problems().add(node.path(), "says nothing", "factor, margin, round, ending, min or max");
            }
            node.refuseUnknown();
        }
        PolicyKeys.refuseUnreached(rules, PriceRule::items, nodes);
        Setting<BigDecimal> guard = PolicyKeys.setting(
                prices, "guard", "[1-9]\\d{0,2}%", "1% to 999%", text -> new BigDecimal(text.replace("%", "")));
        prices.refuseUnknown();
        return new PricePolicy(list, currency, always, rules, new PriceGuard(guard));
    }

    private static boolean saysNothing(YamlNode node) {
        return List.of("factor", "margin", "round", "ending", "min", "max").stream()
                .noneMatch(node::has);
    }

    private PriceRule rule(YamlNode node, ItemPattern items) {
        PriceRule rule = new PriceRule(
                items,
                one(node, factor(node), margin(node), "factor", "margin"),
                one(node, step(node), ending(node), "round", "ending"),
                amount(node, "min"),
                amount(node, "max"));
        if (rule.least() != null
                && rule.most() != null
                && rule.least().value().compareTo(rule.most().value()) > 0) {
            node.problems()
                    .add(
                            node.key("min"),
                            "is above max",
                            "at most " + rule.most().text());
        }
        return rule;
    }

    private static <T> Setting<T> one(
            YamlNode node, Setting<T> first, Setting<T> second, String firstName, String secondName) {
        if (node.has(firstName) && node.has(secondName)) {
            node.problems().add(node.key(secondName), "is beside " + firstName, "one of the two");
        }
        return first == null ? second : first;
    }

    private static Setting<Factor> factor(YamlNode node) {
        return PolicyKeys.setting(node, "factor", "\\d{1,3}(\\.\\d{1,6})?", "such as 1.08, above 0", text -> {
            BigDecimal times = new BigDecimal(text);
            return times.signum() > 0 ? new Factor("factor", times, BigDecimal.ONE) : null;
        });
    }

    private static Setting<Factor> margin(YamlNode node) {
        return PolicyKeys.setting(
                node,
                "margin",
                "\\d{1,2}(\\.\\d{1,4})?%",
                "such as 15%, below 100%",
                text -> new Factor("margin", HUNDRED, HUNDRED.subtract(new BigDecimal(text.replace("%", "")))));
    }

    private Setting<Rounding> step(YamlNode node) {
        return PolicyKeys.setting(node, "round", AMOUNT, "such as 0.05, above 0, " + decimals(), text -> {
            BigDecimal step = new BigDecimal(text);
            return step.signum() > 0 && isExpressible(step) ? Rounding.toStep(step) : null;
        });
    }

    private Setting<Rounding> ending(YamlNode node) {
        return PolicyKeys.setting(node, "ending", AMOUNT, "such as 0.99 or 9.95, " + decimals(), text -> {
            BigDecimal ending = new BigDecimal(text);
            return isExpressible(ending) ? Rounding.toEnding(ending) : null;
        });
    }

    private Setting<BigDecimal> amount(YamlNode node, String name) {
        return PolicyKeys.setting(node, name, AMOUNT, "an amount such as 9.90, " + decimals(), text -> {
            BigDecimal amount = new BigDecimal(text);
            return isExpressible(amount) ? amount : null;
        });
    }

    private boolean isExpressible(BigDecimal amount) {
        return amount.compareTo(amount.setScale(digits(), RoundingMode.DOWN)) == 0;
    }

    private String decimals() {
        return currency.isEmpty() ? "in the channel's currency" : "with the decimals of " + currency;
    }

    /** The currency's decimals; as many as there are where the file has no currency that is right. */
    private int digits() {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(known -> Math.max(0, known.getDefaultFractionDigits()))
                .findFirst()
                .orElse(6);
    }
}
