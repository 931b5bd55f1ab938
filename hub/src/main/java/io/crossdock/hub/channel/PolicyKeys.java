package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.ItemPattern;
import io.crossdock.hub.policy.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How sections of a channel file say things; every mistake is noted. */
final class PolicyKeys {

    private static final int LONGEST_PATTERN = 120;

    private PolicyKeys() {}

    /**
     * A member that has a form.
     *
     * @param pattern a regular expression
     * @param read turns a text of that form into its value; null where it is out of range
     * @return null where it is not there, or wrong
     */
    static <T> Setting<T> setting(
            YamlNode node, String name, String pattern, String allowed, Function<String, T> read) {
        Optional<String> text = node.text(name);
        if (text.isEmpty()) {
            return null;
        }
        T value = text.get().matches(pattern) ? read.apply(text.get()) : null;
        if (value == null) {
            node.problems().add(node.key(name), "'" + text.get() + "' does not fit", allowed);
            return null;
        }
        return new Setting<>(value, text.get(), node.at(name));
    }

    /** The member {@code share}, in per cent; null where it is not there, or wrong. */
    static Setting<BigDecimal> share(YamlNode node) {
        return setting(
                node,
                "share",
                "([1-9]\\d?|100)%",
                "1% to 100%",
                text -> new BigDecimal(text.substring(0, text.length() - 1)));
    }

    /** A whole number; null where it is not there, or wrong. */
    static Setting<Long> number(YamlNode node, String name, long least, long most) {
        Optional<String> text = node.text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().matches("\\d{1,12}")) {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return new Setting<>(number, text.get(), node.at(name));
            }
        }
        node.problems().add(node.key(name), "'" + text.get() + "' is no number in range", least + " to " + most);
        return null;
    }

    /** A time that is there as a number with its unit, or what holds otherwise. */
    static Duration time(YamlNode node, String name, Duration otherwise, Duration least, Duration most) {
        String text = node.text(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[1-9]\\d{0,5}[smhd]")) {
            Duration time = Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
            if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                return time;
            }
        }
        node.problems()
                .add(
                        node.key(name),
                        "'" + text + "' is no time in range",
                        "such as 15m or 2h, from " + told(least) + " to " + told(most));
        return otherwise;
    }

    private static String told(Duration time) {
        if (time.toSecondsPart() > 0) {
            return time.toSeconds() + "s";
        }
        return time.toMinutesPart() > 0 ? time.toMinutes() + "m" : time.toHours() + "h";
    }

    /** Which items a rule is for: {@code sku}, {@code category} or both. */
    static ItemPattern items(YamlNode node) {
        String sku = pattern(node, "sku");
        String category = pattern(node, "category");
        if (!node.has("sku") && !node.has("category")) {
            node.problems().add(node.path(), "is for no item", "sku, category or both, with * and ? as wildcards");
        }
        return ItemPattern.of(sku, category);
    }

    private static String pattern(YamlNode node, String name) {
        Optional<String> text = node.text(name);
        if (text.isPresent() && text.get().length() > LONGEST_PATTERN) {
            node.problems().add(node.key(name), "is too long", LONGEST_PATTERN + " characters at most");
        }
        return text.orElse(null);
    }

    /** A rule behind another one for the same items never has its turn. */
    static <T> void refuseUnreached(List<T> rules, Function<T, ItemPattern> items, List<YamlNode> nodes) {
        List<ItemPattern> earlier = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            ItemPattern pattern = items.apply(rules.get(i));
            int same = earlier.indexOf(pattern);
            if (same >= 0 && !pattern.equals(ItemPattern.ALL)) {
                YamlNode node = nodes.get(i);
                node.problems()
                        .add(
                                node.path(),
                                "is never reached: " + nodes.get(same).path() + " is for the same items",
                                "one rule for them");
            }
            earlier.add(pattern);
        }
    }
}
