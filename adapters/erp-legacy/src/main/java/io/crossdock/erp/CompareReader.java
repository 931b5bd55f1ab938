package io.crossdock.erp;

import io.crossdock.erp.strangler.FieldRule;
import io.crossdock.erp.strangler.FieldRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what may differ between two answers, by place. */
final class CompareReader {

    private static final Pattern PLACE = Pattern.compile("(/[^/]+)+");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
    private static final String WITHIN = "a number such as 0.01, a part such as 1%, a time such as 5s";
    private static final String WORDS =
            "ignored, unordered, shown; or " + WITHIN.replace("a number", "within: a number")
                    + "; text: case, blanks; list: unordered or by /member; shown: true";

    private CompareReader() {}

    static FieldRules read(YamlSection section) {
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        for (String place : List.copyOf(section.names())) {
            section.has(place);
            if (!PLACE.matcher(place).matches()) {
                section.problem(place, "is no place in an answer", "a JSON pointer such as /lines/*/price");
            }
            rules.put(place, section.isText(place) ? word(section, place) : rule(section.section(place)));
        }
        return new FieldRules(rules);
    }

    private static FieldRule word(YamlSection section, String place) {
        String word = section.text(place).orElse("");
        switch (word) {
            case "ignored":
                return new FieldRule(true, false, false, false, null, null, null, false, null);
            case "unordered":
                return new FieldRule(false, false, false, false, null, null, null, true, null);
            case "shown":
                return new FieldRule(false, true, false, false, null, null, null, false, null);
            default:
                section.problem(place, "'" + word + "' is no rule", WORDS);
                return FieldRule.STRICT;
        }
    }

    private static FieldRule rule(YamlSection section) {
        String within = section.text("within").orElse("");
        BigDecimal absolute = NUMBER.matcher(within).matches() ? new BigDecimal(within) : null;
        BigDecimal relative = within.endsWith("%") ? part(within) : null;
        Duration time = duration(within).orElse(null);
        if (!within.isEmpty() && absolute == null && relative == null && time == null) {
            section.problem("within", "'" + within + "' is no tolerance", WITHIN);
        }
        List<String> text = section.has("text")
                ? section.isText("text") ? section.text("text").stream().toList() : section.list("text")
                : List.of();
        if (!List.of("case", "blanks").containsAll(text)) {
            section.problem(
                    "text", "'" + String.join(", ", text) + "' is not allowed", "case, blanks or [case, blanks]");
        }
        String list = section.text("list").orElse("");
        boolean isPaired =
                list.startsWith("by ") && PLACE.matcher(list.substring(3)).matches();
        if (!list.isEmpty() && !isPaired && !list.equals("unordered")) {
            section.problem("list", "'" + list + "' is not allowed", "unordered, or by and a JSON pointer: by /line");
        }
        String shown = section.text("shown").orElse("false");
        if (!shown.matches("true|false")) {
            section.problem("shown", "'" + shown + "' is neither", "true, false");
        }
        section.refuseUnknown();
        return new FieldRule(
                false,
                shown.equals("true"),
                text.contains("case"),
                text.contains("blanks"),
                absolute,
                relative,
                time,
                list.equals("unordered"),
                isPaired ? list.substring(3) : null);
    }

    private static BigDecimal part(String percent) {
        String number = percent.substring(0, percent.length() - 1);
        return NUMBER.matcher(number).matches() ? new BigDecimal(number).movePointLeft(2) : null;
    }

    static Optional<Duration> duration(String text) {
        Matcher read = DURATION.matcher(text);
        if (!read.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(read.group(1));
        return Optional.of(
                switch (read.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }
}
