package io.crossdock.erp;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.FieldRules;
import io.crossdock.erp.strangler.Limits;
import io.crossdock.erp.strangler.Side;
import io.crossdock.erp.strangler.SwitchedCapability;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads a capability's file: {@code <name>.capability.yaml}. Every mistake is told, not only the first. */
public final class CapabilityReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern POINTER = Pattern.compile("(/[^/]+)+");
    private static final Pattern SCHEME = Pattern.compile("(direct|http|https|kamelet|bean):.+");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);
    private static final int USUAL_CALLS = 16;
    private static final int MOST_CALLS = 1_000;

    private final UnaryOperator<String> resolver;
    private final List<String> problems = new ArrayList<>();

    private CapabilityReader(UnaryOperator<String> resolver) {
        this.resolver = resolver;
    }

    /**
     * @param resolver replaces references in a side's endpoint and properties; throws where there is no such thing
     * @throws ErpConfigException with every mistake
     */
    public static SwitchedCapability read(Path path, UnaryOperator<String> resolver) {
        CapabilityReader reader = new CapabilityReader(resolver);
        SwitchedCapability read = reader.capability(YamlSection.of(path, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new ErpConfigException(reader.problems);
        }
        return read;
    }

    private SwitchedCapability capability(YamlSection root) {
        String allowed = "a name of lower case letters, digits and dashes, 41 at most";
        String name = root.required("capability", allowed);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            root.problem("capability", "'" + name + "' is not allowed", allowed);
        }
        boolean hasHiddenKey = root.has("key") && !root.isText("key");
        String key = hasHiddenKey ? hiddenKey(root.section("key")) : pointer(root, "key");
        Side legacy = side(root, "legacy");
        Side modern = side(root, "modern");
        SwitchPosition start = root.text("start")
                .flatMap(text -> {
                    Optional<SwitchPosition> read = position(text);
                    if (read.isEmpty()) {
                        root.problem("start", "'" + text + "' is no such mode", "legacy, shadow, canary 5%, live");
                    }
                    return read;
                })
                .orElse(SwitchPosition.of(SwitchMode.LEGACY));
        FieldRules rules = root.has("compare") ? CompareReader.read(root.section("compare")) : FieldRules.STRICT;
        Limits limits = root.has("limits") ? limits(root.section("limits")) : Limits.DEFAULT;
        Set<SwitchMode> beside = modes(root, "beside", EnumSet.of(SwitchMode.CANARY));
        Set<SwitchMode> fallback = modes(root, "fallback", EnumSet.of(SwitchMode.CANARY, SwitchMode.LIVE));
        root.refuseUnknown();
        return new SwitchedCapability(name, key, hasHiddenKey, legacy, modern, start, rules, limits, beside, fallback);
    }

    /** Whether a side may be an endpoint with that URI, references resolved. */
    public static boolean canBeAsked(String endpoint) {
        return SCHEME.matcher(endpoint).matches();
    }

    private static String hiddenKey(YamlSection section) {
        String key = pointer(section, "pointer");
        String hidden = section.required("hidden", "true");
        if (!hidden.isEmpty() && !hidden.equals("true")) {
            section.problem("hidden", "'" + hidden + "' is not allowed", "true, or the pointer alone");
        }
        section.refuseUnknown();
        return key;
    }

    private static String pointer(YamlSection section, String key) {
        String allowed = "a JSON pointer into the request such as /id";
        String text = section.required(key, allowed);
        if (!text.isEmpty() && !POINTER.matcher(text).matches()) {
            section.problem(key, "'" + text + "' is no JSON pointer", allowed);
        }
        return text;
    }

    private Side side(YamlSection root, String which) {
        String allowed =
                "endpoint: direct:NAME, http://..., kamelet:NAME or bean:NAME; or kamelet: NAME with properties";
        if (!root.has(which)) {
            root.problem(which, "is missing", allowed);
            return new Side("", null, Map.of(), USUAL_TIMEOUT, 1);
        }
        YamlSection section = root.section(which);
        String endpoint = section.has("endpoint") ? resolved(section, "endpoint", section.text("endpoint")) : null;
        String kamelet = section.has("kamelet") ? section.text("kamelet").orElse("") : null;
        if ((endpoint == null) == (kamelet == null)) {
            root.problem(which, endpoint == null ? "names nobody to ask" : "has both endpoint and kamelet", allowed);
        } else if (endpoint != null && !endpoint.isEmpty() && !endpoint.startsWith("{{") && !canBeAsked(endpoint)) {
            section.problem("endpoint", "is none that can be asked", allowed);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (section.has("properties")) {
            YamlSection given = section.section("properties");
            if (kamelet == null) {
                section.problem("properties", "are of a kamelet, and there is none", "kamelet: NAME beside them");
            }
            for (String property : List.copyOf(given.names())) {
                properties.put(property, resolved(given, property, given.text(property)));
            }
        }
        Duration timeout = duration(section, "timeout", USUAL_TIMEOUT, LONGEST_TIMEOUT);
        int calls = number(section, "calls", USUAL_CALLS, MOST_CALLS);
        section.refuseUnknown();
        return new Side(endpoint, kamelet, properties, timeout, calls);
    }

    private String resolved(YamlSection section, String key, Optional<String> text) {
        try {
            return text.map(resolver).orElse("");
        } catch (RuntimeException e) {
            section.problem(key, "cannot be resolved: " + e.getMessage(), "");
            return "";
        }
    }

    /** As somebody types it: {@code shadow}, {@code canary 5%}; empty where it is none. */
    static Optional<SwitchPosition> position(String text) {
        if (text.matches("legacy|shadow|live")) {
            return Optional.of(SwitchPosition.of(SwitchMode.valueOf(text.toUpperCase(Locale.ROOT))));
        }
        if (text.matches("canary \\d{1,3}(\\.\\d{1,2})?%")) {
            BigDecimal percent = new BigDecimal(text.substring("canary ".length(), text.length() - 1));
            return Optional.of(SwitchPosition.canary(percent))
                    .filter(canary -> percent.compareTo(BigDecimal.valueOf(100)) <= 0);
        }
        return Optional.empty();
    }

    private static Limits limits(YamlSection section) {
        Limits usual = Limits.DEFAULT;
        String back = section.text("back").orElse("shadow");
        if (!back.matches("shadow|legacy")) {
            section.problem("back", "'" + back + "' is not allowed", "shadow, legacy");
        }
        Limits limits = new Limits(
                percent(section, "mismatches", usual.mismatches()),
                percent(section, "errors", usual.errors()),
                duration(section, "window", usual.window(), LONGEST_WINDOW),
                number(section, "calls", usual.calls(), 1_000_000),
                back.equals("legacy") ? SwitchMode.LEGACY : SwitchMode.SHADOW);
        section.refuseUnknown();
        return limits;
    }

    private static Set<SwitchMode> modes(YamlSection root, String key, Set<SwitchMode> usual) {
        if (!root.has(key)) {
            return usual;
        }
        if (root.isText(key) && root.text(key).filter("never"::equals).isPresent()) {
            return Set.of();
        }
        Set<SwitchMode> modes = EnumSet.noneOf(SwitchMode.class);
        for (String mode : root.list(key)) {
            if (mode.equals("canary") || mode.equals("live")) {
                modes.add(mode.equals("live") ? SwitchMode.LIVE : SwitchMode.CANARY);
            } else {
                root.problem(key, "'" + mode + "' is not allowed", "a list of canary, live; or never");
            }
        }
        return modes;
    }

    private static BigDecimal percent(YamlSection section, String key, BigDecimal usual) {
        return section.text(key)
                .map(text -> {
                    if (text.matches("\\d{1,3}(\\.\\d{1,2})?%")
                            && new BigDecimal(text.replace("%", "")).compareTo(BigDecimal.valueOf(100)) <= 0) {
                        return new BigDecimal(text.replace("%", ""));
                    }
                    section.problem(key, "'" + text + "' is no share", "0% to 100%, such as 2.5%");
                    return usual;
                })
                .orElse(usual);
    }

    private static Duration duration(YamlSection section, String key, Duration usual, Duration most) {
        return section.text(key)
                .map(text -> CompareReader.duration(text)
                        .filter(read -> !read.isZero() && read.compareTo(most) <= 0)
                        .orElseGet(() -> {
                            section.problem(
                                    key,
                                    "'" + text + "' is no such time",
                                    "500ms, 2s, 5m and the like, up to " + most.toSeconds() + "s");
                            return usual;
                        }))
                .orElse(usual);
    }

    private static int number(YamlSection section, String key, int usual, int most) {
        return section.text(key)
                .map(text -> {
                    if (text.matches("[1-9]\\d{0,6}") && Integer.parseInt(text) <= most) {
                        return Integer.parseInt(text);
                    }
                    section.problem(key, "'" + text + "' is not allowed", "a number from 1 to " + most);
                    return usual;
                })
                .orElse(usual);
    }
}
